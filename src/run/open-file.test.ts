import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorText } from '../core/formats/scenario-file.ts';
import { releases } from '../core/kernel/releases.ts';
import { scenarioNamed, nameOf } from '../worker/scenario-name.ts';
import { decodeLink, encodeLink } from './link.ts';
import { judge } from '../core/trace/judge.ts';
import { columnsOf, matrixRuns } from './matrix.ts';
import { openFile, readFile } from './open-file.ts';
import { writeShared } from '../core/formats/shared-run.ts';
import { createRunStore } from './store.ts';
import { NO_EDITS } from '../core/scenarios/machine.ts';

const page = readFileSync(new URL('../../docs/scenario-format.md', import.meta.url), 'utf8');
const example = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';
/** The example with other code in it. */
const altered = (change: (code: string) => string): string => {
  const file = JSON.parse(example) as { code: string[] };
  return JSON.stringify({ ...file, code: change(file.code.join('\n')) });
};
/** It calls what only releases from v6.2 on have. */
const recent = altered((code) =>
  code.replace('boot();', 'boot();\n  try_page_mte_tagging(&mem_map[1]);'),
).replace('"v5.10"', '"v6.4"');

function scenarioIn(text: string) {
  const file = readFile('workshop.json', text);
  if (file.kind !== 'scenario')
    throw new Error(file.kind === 'wrong' ? file.errors.map(errorText).join('\n') : 'a run');
  return file.scenario;
}

function opened(text = example) {
  const store = createRunStore('isolation', 'v6.4');
  store.getState().actions.openScenario(scenarioIn(text));
  return { now: () => store.getState(), act: store.getState().actions };
}

describe('a scenario file opened in the page', () => {
  test('stands in the list behind ours, and starts on its own release', () => {
    const { now } = opened();
    expect(now().scenarios.at(-1)).toMatchObject({ id: 'workshop', title: expect.any(String) as string });
    expect(now().snapshot).toMatchObject({ release: 'v5.10', cursor: 0, note: null });
    expect(now().snapshot.threads.map(({ name }) => name)).toEqual(['CPU 0', 'CPU 1']);
    expect(now().snapshot.program.sources.at(-1)?.path).toBe('scenarios/workshop/scenario.c');
  });

  test('is stepped until its own property breaks, in its own words', () => {
    const { now, act } = opened();
    act.run(1, { kind: 'blocks' });
    while (now().snapshot.threads[0]?.status.kind === 'ready') act.step(0);
    const { properties, steps } = now().snapshot;
    expect(steps.length).toBeGreaterThan(5);
    expect(properties.map(({ property }) => property.id)).toEqual(['stale', 'foreign', 'deadlock', 'locks']);
    expect(properties[1]?.property.sentence).toMatch(/^The reader never gets a tag/);
  });

  test('is carried over to every release, in the list of runs too', () => {
    const { now, act } = opened();
    for (const thread of [0, 1, 1, 1, 1, 1, 1, 1]) act.step(thread);
    const { snapshot } = now();
    const columns = columnsOf(releases, new Map());
    const [own] = matrixRuns(snapshot, columns, new Map());
    if (own === undefined) throw new Error('no run');
    const cells = columns.map((column) => judge(snapshot.scenario, own, column));
    expect(cells.map(({ kind }) => kind)).not.toContain('none');
    for (const { id } of releases) {
      act.chooseRelease(id);
      expect(now().snapshot.release).toBe(id);
    }
  });

  test('with the name of one that is open takes its place', () => {
    const { now, act } = opened();
    const before = now().scenarios.length;
    const other = scenarioIn(altered((code) => `${code}\n/* mended */`));
    act.openScenario(other);
    expect(now().scenarios).toHaveLength(before);
    expect(now().snapshot.scenario).toBe(other);
    expect(now().textsOf('v5.10').get('scenarios/workshop/scenario.c')).toContain('mended');
  });

  test('is taken off the list, and the page goes on with one of ours', () => {
    const { now, act } = opened();
    act.closeScenario('workshop');
    expect(now().scenarios.map(({ id }) => id)).not.toContain('workshop');
    expect(now().snapshot.scenario.id).toBe('isolation');
    act.closeScenario('isolation');
    expect(now().scenarios[0]?.id).toBe('isolation');
  });

  test('is edited like the kernel', () => {
    const { now, act } = opened();
    const path = 'scenarios/workshop/scenario.c';
    const text = now().textsOf('v5.10').get(path) ?? '';
    act.edit(new Map([[path, text.replace('tag > 0', 'tag > 99')]]));
    expect(now().snapshot.edits.size).toBe(1);
    act.edit(new Map([[path, text.replace('boot();', 'BUG_ON(1);')]]));
    expect(now().snapshot.note).toContain('has no start: its prologue stops in a fault');
  });

  test('says so where a release lacks what it calls, and stays where it is', () => {
    const { now, act } = opened(recent);
    act.step(0);
    const { digest } = now().snapshot;
    act.chooseRelease('v5.10');
    expect(now().snapshot).toMatchObject({ release: 'v6.4', digest });
    expect(now().snapshot.note).toMatch(/^On v5\.10 this scenario does not compile \(.*try_page_mte_tagging/);
    const column = { release: 'v5.10', edits: NO_EDITS };
    const run = { ...column, id: 'own', title: '', choices: [], property: null, release: 'v6.4' };
    expect(judge(now().snapshot.scenario, run, column)).toMatchObject({ kind: 'none' });
    act.chooseScenario('isolation');
    act.chooseRelease('v5.10');
    act.chooseScenario('workshop');
    expect(now().snapshot).toMatchObject({ release: 'v6.4', cursor: 0 });
    expect(now().snapshot.note).toMatch(/so this is v6\.4, for which it is written\.$/);
  });

  test('is given to workers as its text', () => {
    const scenario = scenarioIn(example);
    const name = structuredClone(nameOf(scenario));
    expect(scenarioNamed(name)).toEqual(scenario);
    expect(scenarioNamed(name)).toBe(scenarioNamed(name));
    expect(() => scenarioNamed({ scenario: 'nowhere' })).toThrow('there is no scenario nowhere');
  });
});

describe('what cannot be opened', () => {
  test.each([
    ['', 'this is not JSON'],
    ['{"tagscope":"scenario"}', 'version: this field is missing'],
    [example.replace('"entry": "reader_mprotects"', '"entry": "reader"'), 'threads[1].entry: there is no'],
    [
      altered((code) => code.replace('boot();', 'BUG_ON(1);')),
      'prologue: on v5.10 the scenario has no start',
    ],
  ])('%#: each mistake with its place in the file', (text, message) => {
    const file = readFile('mine.json', text);
    expect(file.kind === 'wrong' ? file.errors.map(errorText).join('\n') : '').toContain(message);
  });

  test('a file that is too large is not read', async () => {
    const file = await openFile(new File([new Uint8Array(8_000_001).fill(0x20)], 'log.txt'));
    expect(file).toMatchObject({ kind: 'wrong', name: 'log.txt' });
    expect(file.kind === 'wrong' ? file.errors[0]?.message : '').toContain('at most 8000000 are read');
    expect((await openFile(new File([example], 'mine.json'))).kind).toBe('scenario');
  });

  test('a saved run is a run', () => {
    const { now } = opened();
    const text = writeShared({ ...now().share(), theme: null, view: [] }, 2);
    expect(readFile('run.json', text)).toMatchObject({ kind: 'run', reading: { problem: null } });
  });
});

describe('a link to a run of a scenario file', () => {
  async function link() {
    const { now, act } = opened();
    for (const thread of [0, 0, 1, 1, 1]) act.step(thread);
    const shared = { ...now().share(), theme: null, view: [] };
    return { shared, hash: await encodeLink(shared), digest: now().snapshot.digest };
  }

  test('holds the file: a page that has never seen it comes to the same state', async () => {
    const { hash, digest } = await link();
    const fresh = createRunStore();
    fresh.getState().actions.open((await decodeLink(hash)) ?? { shared: {}, problem: 'none' });
    expect(fresh.getState().snapshot).toMatchObject({ digest, cursor: 5, note: null, release: 'v5.10' });
    expect(fresh.getState().scenarios.map(({ id }) => id)).toContain('workshop');
    expect(fresh.getState().share().file).toBe(example);
  });

  test('opened where the file is open already lists it once', async () => {
    const { hash } = await link();
    const { now, act } = opened();
    const listed = now().scenarios;
    act.open((await decodeLink(hash)) ?? { shared: {}, problem: 'none' });
    expect(now().scenarios).toBe(listed);
    expect(now().snapshot.cursor).toBe(5);
  });

  test('whose file is of a newer version says so, and keeps the release', async () => {
    const { shared } = await link();
    const newer = { ...shared, release: 'v12', file: example.replace('"version": 1', '"version": 2') };
    const fresh = createRunStore();
    fresh.getState().actions.open((await decodeLink(await encodeLink(newer))) ?? { shared: {}, problem: '' });
    const { snapshot } = fresh.getState();
    expect(snapshot).toMatchObject({ release: 'v12', cursor: 0 });
    expect(snapshot.scenario.id).toBe('isolation');
    expect(snapshot.note).toBe(
      'The scenario file that came with it cannot be used here: version: only version 1 is known.',
    );
  });

  test('that is cut off within the file says so, and takes no step in a scenario that is not meant', async () => {
    const { hash } = await link();
    const reading = await decodeLink(hash.slice(0, -400));
    if (reading === null) throw new Error('no reading');
    expect(reading.problem).toMatch(/^This link is damaged/);
    const fresh = createRunStore();
    fresh.getState().actions.open(reading);
    expect(fresh.getState().snapshot).toMatchObject({ cursor: 0, steps: [] });
    expect(fresh.getState().snapshot.note).toContain('There is no scenario `workshop` here');
  });
});
