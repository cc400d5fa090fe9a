import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Search } from '../explore/search.ts';
import { isAssembly } from '../scenarios/guest-program.ts';
import { scenarios } from '../scenarios/list.ts';
import { machineOf } from '../scenarios/machine.test-data.ts';
import { scenarioSources } from '../scenarios/sources.ts';
import { partsOf } from '../step/parts.ts';
import { oneIn, tried } from '../tried.test-data.ts';
import { errorText, read, type ScenarioOfFile } from './scenario-file.ts';
import { scenarioSchema } from './scenario-schema.ts';

const page = readFileSync(new URL('../../../docs/scenario-format.md', import.meta.url), 'utf8');
const example = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';

/** The example, with fields at paths such as `threads[1].entry` replaced; `undefined` takes one away. */
function changed(changes: Readonly<Record<string, unknown>>): string {
  const file = JSON.parse(example) as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
    const last = keys.pop() ?? '';
    const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, file);
    holder[last] = value;
  }
  return JSON.stringify(file);
}

function errorsOf(text: string): string[] {
  const result = read(text);
  return 'errors' in result ? result.errors.map(errorText) : [];
}

function right(text: string): ScenarioOfFile {
  const result = read(text);
  if ('errors' in result) throw new Error(result.errors.map(errorText).join('\n'));
  return result;
}

describe('the example of docs/scenario-format.md', () => {
  const verdicts = [...page.matchAll(/^\| (v[\d.]+) \| (.+) \|$/gm)];

  test('gives a scenario with its own source and property', () => {
    const scenario = right(example);
    const { sources, properties, release, text } = scenario.file;
    expect(scenario).toMatchObject({ id: 'workshop', properties: ['stale', 'foreign', 'deadlock', 'locks'] });
    expect(scenario.threads.map((t) => t.name)).toEqual(['CPU 0', 'CPU 1']);
    expect(sources.map((s) => s.path)).toEqual(['scenarios/workshop/scenario.c']);
    expect(properties.map((p) => p.predicate)).toContain('reader_saw_a_foreign_tag');
    expect(release).toBe('v5.10');
    expect(text).toBe(example);
    expect(verdicts.length).toBeGreaterThan(1);
  });

  test.each(verdicts.map(([, release = '', broken = '']) => [release, broken] as const))(
    'explored on %s, it breaks: %s',
    (release, broken) => {
      const scenario = right(example);
      const search = new Search(partsOf(machineOf(scenario, release)), { states: 200_000, bytes: 1e9 });
      while (!search.advance(50_000));
      expect(search.progress.bounded).toBe(false);
      const found = scenario.properties.filter((_, check) => search.shortest(check) !== null);
      expect(found.map((id) => `\`${id}\``).join(', ') || 'nothing').toBe(broken);
    },
  );

  test('has a row for every field', () => {
    for (const field of Object.keys(scenarioSchema.entries)) expect(page).toContain(`| \`${field}\` |`);
  });
});

test('what is optional may be left out; code may be one text', () => {
  const least = changed({
    lookFor: undefined,
    picture: undefined,
    'threads[0].role': undefined,
    'properties[1].breaking': undefined,
    code: (JSON.parse(example) as { code: string[] }).code.join('\n'),
  });
  const scenario = right(least);
  expect(scenario.picture).toMatchObject({ frames: [0, 1, 2, 3], swapSlots: [] });
  expect(scenario.picture.mappings).toHaveLength(2);
  expect(scenario.threads[0]?.role).toBe('process_mprotects');
  expect(scenario.file.properties[1]?.breaking).toBe('break foreign');
  expect(scenario.file.sources).toEqual(right(example).file.sources);
});

test.each(tried(scenarios, oneIn(10)).map((s) => [s.id, s] as const))(
  '%s, written as a file, is the same machine',
  (id, ours) => {
    const { threads, constants, properties, picture, title } = ours;
    const file = right(
      JSON.stringify({
        ...{ tagscope: 'scenario', version: 1, id: 'copy', release: 'v6.4' },
        ...{ title, threads, constants, properties, picture },
        code: scenarioSources(ours.sharesSourcesOf ?? id)
          .filter((s) => !isAssembly(s))
          .map((s) => s.text)
          .join('\n'),
      }),
    );
    expect(file).toMatchObject({ threads, constants, properties, picture });
    const [copy, original] = [machineOf(file, 'v6.4'), machineOf(ours, 'v6.4')];
    expect(copy.program.threads.map((t) => t.code)).toEqual(original.program.threads.map((t) => t.code));
    expect(copy.checks).toEqual(original.checks);
  },
);

describe('what is wrong is said with its path', () => {
  test.each<readonly [Readonly<Record<string, unknown>>, string]>([
    [{ 'threads[1].entry': 'reader_mprotect' }, 'threads[1].entry: there is no function `reader_mprotect`; did you mean'],
    [{ 'threads[1].entry': 'reader_saw_a_foreign_tag' }, 'threads[1].entry: a thread does not start in a ghost'],
    [{ 'threads[1].entry': 'share_page' }, 'threads[1].entry: a thread is given numbers'],
    [{ 'threads[1].args': [] }, 'threads[1].entry: `reader_mprotects` takes 1 argument, and `args` has 0'],
    [{ 'threads[1].args': ['1'] }, 'threads[1].args[0]: number is expected, not "1"'],
    [{ 'threads[1].args': [1.5] }, 'threads[1].args[0]: whole numbers only'],
    [{ 'threads[1].name': 'CPU 0' }, 'threads[1].name: there is a thread `CPU 0` already'],
    [{ 'threads[1].entr': 'x' }, 'threads[1].entr: there is no such field'],
    [{ threads: undefined }, 'threads: this field is missing'],
    [{ threads: [] }, 'threads: a scenario needs a thread'],
    [{ threads: [3] }, 'threads[0]: an object with named fields is expected, not 3'],
    [{ prologue: 'prolog' }, 'prologue: there is no function `prolog`'],
    [{ prologue: 'reader_mprotects' }, 'prologue: a prologue is no ghost and has no parameters'],
    [{ 'properties[0]': 'stal' }, 'properties[0]: there is no property `stal`; did you mean `stale`?'],
    [{ 'properties[2]': 'stale' }, 'properties[2]: `stale` is there already'],
    [{ 'properties[1].id': 'lost' }, "properties[1].id: `lost` is one of Tagscope's own properties"],
    [{ 'properties[1].predicate': 'boot' }, 'properties[1].predicate: a predicate is a ghost function'],
    [{ 'properties[1].predicate': 'nothing' }, 'properties[1].predicate: there is no function `nothing`'],
    [{ 'properties[1].when': 'never' }, 'properties[1].when: this is `always` or `end`'],
    [{ 'properties[1]': 5 }, 'properties[1]: an object with named fields is expected, not 5'],
    [{ 'constants.NR_FRAME': 2 }, 'constants.NR_FRAME: neither include/tagscope/machine.h nor `code` defines it; did you mean `NR_FRAMES`?'],
    [{ 'constants.NR_FRAMES': -1 }, 'constants.NR_FRAMES: this must not be negative'],
    [{ 'constants.NR_FRAMES': 4_000_000_000 }, 'constants: '],
    [{ 'constants.TAG_BLOCKS': 3 }, 'constants.TAG_BLOCKS: a page of 256 tags has'],
    [{ 'code[3]': 'ghost u32 foreign_tag_rea;' }, 'code[22]: '],
    [{ 'code[3]': 'ghost u32 foreign_tag_read' }, 'code[3]: a `;` is missing'],
    [{ code: 'void f(void)\n{ x }' }, 'code: line 2: '],
    [{ release: 'v9' }, 'release: there is no release `v9`; there are v5.10, '],
    [{ id: 'isolation' }, "id: `isolation` is one of Tagscope's own scenarios"],
    [{ id: '../x' }, 'id: small letters'],
    [{ version: 2 }, 'version: only version 1 is known'],
    [{ 'picture.frames': [4] }, 'picture.frames[0]: 4 is too much: NR_FRAMES is 4'],
    [{ 'picture.mappings[1].space': 2 }, 'picture.mappings[1].space: 2 is too much: NR_MMS is 2'],
    [{ 'picture.swapSlots': [9] }, 'picture.swapSlots[0]: 9 is too much'],
  ])('%j: %s', (changes, message) => {
    expect(errorsOf(changed(changes)).join('\n')).toContain(message);
    expect(errorsOf(changed(changes))[0]?.slice(0, message.length)).toBe(message);
  }); // prettier-ignore

  test.each([
    ['', 'this is not JSON: '],
    ['{', 'this is not JSON: '],
    ['[]', 'tagscope: this field is missing'],
    ['7', 'an object with named fields is expected, not 7'],
    [' '.repeat(1_000_001), 'the file has 1000001 characters'],
    ['['.repeat(100_000), 'this is not JSON'],
  ])('%#', (text, message) => {
    expect(errorsOf(text)[0]).toContain(message);
  });
});

describe('reading never throws', () => {
  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(errorsOf(text).length).toBeGreaterThan(0);
      }),
      { numRuns: 80 },
    );
  });

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(errorsOf(text).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  test('the example, with anything in one or two of its places', () => {
    const paths = pathsIn(JSON.parse(example));
    const place = fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.nat({ max: 300 })));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 2 }), (changes) => {
        const text = JSON.stringify(changedAt(JSON.parse(example), changes));
        const result = read(text);
        if ('errors' in result) for (const { message } of result.errors) expect(message).toMatch(/\S/);
        else expect(result.threads.length).toBeGreaterThan(0);
      }),
      { numRuns: 80 },
    );
  });
});

type Path = readonly (string | number)[];

function pathsIn(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return keys.flatMap((key): Path[] => [
    [key],
    ...pathsIn((value as Record<string | number, unknown>)[key]).map((path) => [key, ...path]),
  ]);
}

/** `value` with others put at some paths, where there still are such. */
function changedAt(value: unknown, changes: readonly (readonly [Path, unknown])[]): unknown {
  for (const [path, put] of changes) {
    let at = value;
    for (const key of path.slice(0, -1)) at = isObject(at) ? at[key] : undefined;
    if (isObject(at)) at[path.at(-1) ?? ''] = put;
  }
  return value;
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
