/** A guest's own program in links and saved runs: what was edited goes along, and comes to the same state. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guestRegister } from '../core/scenarios/guest-code.test-data.ts';
import { writeShared, type Reading } from '../core/formats/shared-run.ts';
import { decodeLink, encodeLink } from './link.ts';
import { readFile } from './open-file.ts';
import { createRunStore } from './store.ts';

const MAIN = 'scenarios/hello-tags/main.s';
const page = readFileSync(new URL('../../docs/scenario-format.md', import.meta.url), 'utf8');
const file =
  [...page.matchAll(/```json\n([^]*?)```/g)].find(([text]) => text.includes('"main.s"'))?.[1] ?? '';

function store(scenario?: string, release = 'v6.6') {
  const run = createRunStore(scenario, release);
  return { now: () => run.getState(), act: run.getState().actions };
}

type Store = ReturnType<typeof store>;

/** Hello, tags, with the wrong pointer mended. */
function mended(): Store {
  const { now, act } = store('hello-tags');
  const text = now().textsOf('v6.6').get(MAIN) ?? '';
  const edited = text.replace('ldr     w5, [x4]', 'ldr     w5, [x0]');
  expect(edited).not.toBe(text);
  act.edit(new Map([[MAIN, edited]]));
  return { now, act };
}

function toTheEnd({ now, act }: Store): void {
  while (now().snapshot.threads[0]?.status.kind === 'ready') act.step(0);
}

/** What a register of the guest holds. */
function register({ now }: Store, which: number): bigint {
  const { snapshot } = now();
  return guestRegister(snapshot, snapshot.state, which);
}

const shared = ({ now }: Store) => ({ ...now().share(), theme: null, view: [] });

async function byLink(from: Store): Promise<Reading> {
  return (await decodeLink(await encodeLink(shared(from)))) ?? { shared: {}, problem: 'none' };
}

function byFile(from: Store): Reading {
  const read = readFile('run.json', writeShared(shared(from), 2));
  if (read.kind !== 'run') throw new Error(read.kind);
  return read.reading;
}

function opened(reading: Reading): Store {
  const fresh = store();
  fresh.act.open(reading);
  return fresh;
}

describe('an edited program of a guest', () => {
  test('runs through where ours faults', () => {
    const [ours, own] = [store('hello-tags'), mended()];
    for (const one of [ours, own]) toTheEnd(one);
    expect([register(ours, 5), register(own, 5)]).toEqual([0n, 42n]);
  });

  test.each([
    ['a link', byLink],
    ['a saved run', byFile],
  ])('travels in %s, to the moment at which it was made', async (_, travel) => {
    const from = mended();
    toTheEnd(from);
    from.act.seek(200);
    const there = opened(await travel(from));
    const { digest, cursor, steps } = from.now().snapshot;
    expect(there.now().snapshot).toMatchObject({ digest, cursor, note: null });
    expect(there.now().snapshot.steps).toHaveLength(steps.length);
    expect([...there.now().snapshot.edits.keys()]).toEqual([MAIN]);
    toTheEnd(there);
    expect(register(there, 5)).toBe(42n);
  });

  test('that does not assemble here is told, and ours is taken', () => {
    const from = mended();
    toTheEnd(from);
    const text = writeShared(shared(from), 2);
    const wrong = readFile('run.json', text.replace('ldr     w5, [x0]', 'ldr     w5, x0'));
    if (wrong.kind !== 'run') throw new Error(wrong.kind);
    const there = opened(wrong.reading);
    expect(there.now().snapshot.note).toMatch(
      /^The edited source of v6\.6 does not compile \(scenarios\/hello-tags\/main\.s:16: .*\), so this is v6\.6 as it is\./,
    );
    toTheEnd(there);
    expect(register(there, 5)).toBe(0n);
  });
});

test('the program of a scenario file travels with it, edited or not', async () => {
  const from = store();
  const read = readFile('two-tags.json', file);
  if (read.kind !== 'scenario') throw new Error(read.kind);
  from.act.openScenario(read.scenario);
  toTheEnd(from);
  const faulted = register(from, 6);
  const there = opened(await byLink(from));
  expect(there.now().snapshot.digest).toBe(from.now().snapshot.digest);
  expect([faulted, register(there, 6)]).toEqual([0x96000011n, 0x96000011n]);

  const path = 'scenarios/two-tags/main.s';
  const text = there.now().textsOf('v6.6').get(path) ?? '';
  there.act.edit(new Map([[path, text.replace('ldr     w3, [x1]', 'ldr     w3, [x2]')]]));
  toTheEnd(there);
  const further = opened(byFile(there));
  expect(further.now().snapshot.digest).toBe(there.now().snapshot.digest);
  expect(register(further, 6)).toBe(0n);
});
