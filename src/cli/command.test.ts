import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { kernelSources } from '../core/kernel/sources.ts';
import { command } from './command.ts';

function call(words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  let out = '';
  let err = '';
  const code = command(words, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    read: (path) => files[path] ?? null,
    bytes: (path) => {
      const text = files[path];
      return text === undefined ? null : new TextEncoder().encode(text);
    },
    folder(path) {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      return inside.length === 0 ? null : inside.map((file) => file.slice(path.length + 1));
    },
  });
  return { code, out, err };
}

describe('explore', () => {
  test('a broken scenario ends with 1 and gives a shortest run for each broken property', () => {
    const { code, out } = call(['explore', 'isolation', '--release', 'v5.10', '--json']);
    expect(code).toBe(1);
    const verdict = JSON.parse(out) as Record<string, unknown>;
    expect(verdict).toMatchObject({
      scenario: 'isolation',
      release: 'v5.10',
      verdict: 'broken',
      memoryModel: 'sc',
      reduced: false,
    });
    expect(Number(verdict.states)).toBeGreaterThan(100);
    expect(BigInt(String(verdict.interleavings))).toBeGreaterThan(1000n);
    const broken = verdict.broken as { property: string; switches: number; shortest: unknown[] }[];
    expect(broken.map((b) => b.property)).toEqual(['stale', 'lost', 'trusted']);
    expect(broken[0]?.shortest.at(-1)).toMatchObject({ thread: 'CPU 1', file: expect.any(String) as string });
    expect(broken[0]?.switches).toBeGreaterThan(0);
    expect([verdict, broken[0], broken[0]?.shortest[0]].map((part) => Object.keys(part ?? {}))).toEqual([
      'scenario release verdict memoryModel states transitions interleavings broken reduced'.split(' '),
      'property interleavings shortest switches'.split(' '),
      'thread function file line text'.split(' '),
    ]);
  });

  test('one that holds ends with 0, in words too', () => {
    const { code, out } = call(['explore', 'isolation', '--release', 'v6.4']);
    expect(code).toBe(0);
    expect(out).toMatch(/^isolation on v6\.4: holds\n[\d,]+ states, [\d,]+ transitions, [\d,]+ complete/);
  });

  test('with a reduction the verdict is the same, and says that something was left out', () => {
    const explored = (...words: string[]) =>
      JSON.parse(call(['explore', 'swap-fork', '--release', 'v12', '--json', ...words]).out) as {
        verdict: string;
        states: number;
        interleavings: string | null;
        reduced: boolean;
      };
    const whole = explored();
    const less = explored('--reduce', 'all');
    const more = explored('--every-load');
    expect([whole, less, more].map(({ verdict, reduced }) => [verdict, reduced])).toEqual([
      ['holds', false],
      ['holds', true],
      ['holds', false],
    ]);
    expect(less.interleavings).toBeNull();
    expect(less.states).toBeLessThan(whole.states);
    expect(more.states).toBeGreaterThan(whole.states);
    expect(call(['explore', 'isolation', '--reduce', 'order']).out).toContain(
      'shortest run (3 steps, 1 switch)',
    );
  });

  /** A scenario of two threads, whose only property holds. */
  const twoThreads = (first: string, second: string): string =>
    JSON.stringify({
      tagscope: 'scenario',
      version: 1,
      id: 'two-threads',
      title: 'Two threads',
      release: 'v6.4',
      code: [
        'u32 x; u32 y; spinlock_t a; spinlock_t b;',
        'void prologue(void) { boot(); }',
        `void first(void) { ${first} }`,
        `void second(void) { ${second} }`,
      ],
      threads: [
        { name: 'CPU 0', entry: 'first' },
        { name: 'CPU 1', entry: 'second' },
      ],
      properties: ['deadlock'],
    });

  test('a deadlock is broken, and says who waits for whom', () => {
    const file = twoThreads(
      'spin_lock(&a); spin_lock(&b); spin_unlock(&b); spin_unlock(&a);',
      'spin_lock(&b); spin_lock(&a); spin_unlock(&a); spin_unlock(&b);',
    );
    const { code, out } = call(['explore', 'f.json'], { 'f.json': file });
    expect(code).toBe(1);
    expect(out).toContain('(2 steps, 1 switch): 0 1\n');
    expect(out).toContain('CPU 0 waits for b, held by CPU 1; CPU 1 waits for a, held by CPU 0\n');
  });

  test('a cycle in which no thread can end is broken too, though no property is', () => {
    const file = twoThreads(
      'while (!READ_ONCE(y)); WRITE_ONCE(x, 1);',
      'while (!READ_ONCE(x)); WRITE_ONCE(y, 1);',
    );
    const { code, out } = call(['explore', 'f.json', '--json'], { 'f.json': file });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'broken',
      interleavings: null,
      broken: [{ property: 'livelock', interleavings: null }],
    });
    expect(call(['explore', 'f.json'], { 'f.json': file }).out).toContain('no thread can end');
  });

  test('a cycle that can always be left is none', () => {
    const file = twoThreads('while (!READ_ONCE(y));', 'WRITE_ONCE(y, 1);');
    const { code, out } = call(['explore', 'f.json'], { 'f.json': file });
    expect(code).toBe(0);
    expect(out).toContain('no number of interleavings, since a thread can go round in a cycle');
  });

  test('a search that met its limit ends with 3', () => {
    const { code, out } = call(['explore', 'isolation', '--release', 'v6.4', '--json', '--max-states', '50']);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'bounded', interleavings: null, broken: [] });
  });
});

describe('replay', () => {
  test('the run that explore prints breaks what explore says', () => {
    const { out } = call(['explore', 'isolation', '--release', 'v5.10']);
    const run = /A shortest run \(.*\): (.*)/.exec(out)?.[1] ?? '';
    const replayed = call(['replay', 'run.txt'], { 'run.txt': `isolation v5.10\n${run}\n` });
    expect(replayed.code).toBe(1);
    expect(replayed.out).toContain('breaks: A mapped tagged page');
    expect(call(['replay', 'isolation', 'v5.10', ...run.split(' ')])).toEqual(replayed);
  });

  const saved = (changed: object = {}): string =>
    JSON.stringify({
      tagscope: 1,
      scenario: 'isolation',
      release: 'v5.10',
      step: 3,
      digest: /digest (\w+)/.exec(call(['replay', 'isolation', 'v5.10', '0 1*2']).out)?.[1],
      theme: null,
      view: [],
      choices: ['0 1*2'],
      edits: [],
      ...changed,
    });

  test('a run that the page saved is the same run', () => {
    const told = call(['replay', 'isolation', 'v5.10', '0 1*2']);
    expect(call(['replay', 'run.json'], { 'run.json': saved() })).toEqual(told);
  });

  test.each([
    [{ digest: '0123456789abcdef' }, 1, 'the state at step 3 is not the one that was saved'],
    [{ release: 'v9' }, 2, 'there is no release v9'],
    [{ scenario: 'nowhere' }, 2, 'there is no scenario nowhere'],
    [{ choices: 7 }, 2, 'run.json is damaged: a part of it (choices) could not be read'],
    [{ edits: [['arch/arm64/kernel/mte.c', 'void f(']] }, 2, 'arch/arm64/kernel/mte.c:1:'],
    [{ theme: 7 }, 1, 'run.json is damaged: a part of it (theme)'],
  ])('one with %j ends with %i and a sentence', (changed, code, sentence) => {
    const answer = call(['replay', 'run.json'], { 'run.json': saved(changed) });
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(sentence);
  });

  test('a run that breaks nothing ends with 0', () => {
    const { code, out } = call(['replay', 'isolation', 'v5.10', '0*3']);
    expect(code).toBe(0);
    expect(out).toContain('3 steps; every property holds in this run');
  });
});

describe('promela', () => {
  test('prints a model with a process a thread', () => {
    const { code, out } = call(['promela', 'isolation', '--release', 'v6.4']);
    expect(code).toBe(0);
    expect(out.match(/^active proctype/gm)).toHaveLength(2);
  });

  test('refuses, with a sentence, what has no end', () => {
    expect(call(['promela', 'quiet-vm']).err).toMatch(/cannot be exported: a thread serves calls/);
  });
});

/** A file that says as little as one can. */
const FILE = JSON.stringify({
  tagscope: 'scenario',
  version: 1,
  id: 'two-cpus',
  title: 'Two CPUs count',
  release: 'v6.4',
  code: [
    'u32 count;',
    'void prologue(void) { boot(); }',
    'void adds(void) { count = count + 1; }',
    'ghost u64 lost(void) { return count < 2; }',
  ],
  threads: [
    { name: 'CPU 0', entry: 'adds' },
    { name: 'CPU 1', entry: 'adds' },
  ],
  properties: [{ id: 'counted', sentence: 'Both are counted', predicate: 'lost', when: 'end' }],
});

describe('a scenario file', () => {
  test('is explored on its own release, and its property is said in its own words', () => {
    const { code, out } = call(['explore', 'two cpus.json'], { 'two cpus.json': FILE });
    expect(out).toMatch(/^two-cpus on v6\.4: broken/);
    expect(out).toMatch(/Broken, in \d+ interleavings: Both are counted\n/);
    expect(out).toContain('scenarios/two-cpus/scenario.c:3');
    expect(code).toBe(1);
  });

  test('is replayed', () => {
    const { code, out } = call(['replay', 'two cpus.json', 'v6.4', '0 1*2 0'], { 'two cpus.json': FILE });
    expect(out).toContain('breaks: Both are counted');
    expect(code).toBe(1);
    expect(call(['replay', 'f.json', 'v5.10', '0*2', '1*2'], { 'f.json': FILE }).code).toBe(0);
    expect(call(['replay', 'f.json'], { 'f.json': FILE }).err).toContain('a scenario file and no run');
  });

  test('is exported', () => {
    const { code, out } = call(['promela', 'f.json'], { 'f.json': FILE });
    expect(code).toBe(0);
    expect(out.match(/^active proctype/gm)).toHaveLength(2);
  });

  test('with mistakes ends with 2, and each is said with its place', () => {
    const wrong = FILE.replace('"adds"}]', '"adds_"}]');
    expect(call(['explore', 'f.json'], { 'f.json': wrong })).toEqual({
      code: 2,
      out: '',
      err: 'tagscope: f.json is no scenario file\n  threads[1].entry: there is no function `adds_`; did you mean `adds`?\n',
    });
  });

  test('whose prologue stops in a fault is refused', () => {
    const wrong = FILE.replace('boot();', 'BUG_ON(1);');
    expect(call(['explore', 'f.json'], { 'f.json': wrong }).err).toContain('stops in a fault');
  });
});

describe('--source', () => {
  const path = 'arch/arm64/kernel/mte.c';
  const original = kernelSources('v5.10').find((s) => s.path === path)?.text ?? '';
  /** The flag is not set before the work any more, and so never. */
  const edited = original.replace(/test_and_set_bit\(/g, 'test_bit(');

  test.each([['mine'], [`mine/${path}`]])('%s replaces the kernel source of that path', (source) => {
    expect(edited).not.toBe(original);
    const words = ['explore', 'isolation', '--source', source];
    const files = { [`mine/${path}`]: edited };
    expect(call(words, files).out).toContain(`isolation on v5.10, with ${path} edited: broken`);
    const verdict = JSON.parse(call([...words, '--json'], files).out) as { broken: { property: string }[] };
    expect(verdict.broken.map((b) => b.property)).toEqual(['lost']);
  });

  test.each([
    [{}, 'there is no file or folder mine'],
    [{ 'mine/what.c': '' }, 'mine/what.c replaces nothing'],
    [{ [`mine/${path}`]: 'void f(' }, `${path}:1:`],
  ])('%j is refused', (files: Record<string, string>, message) => {
    const { code, err } = call(['explore', 'isolation', '--source', 'mine'], files);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

test('list names every scenario and release; --help says how to ask', () => {
  expect(call(['list']).out).toMatch(/isolation[^]*v6\.4/);
  expect(call(['--help'])).toMatchObject({ code: 0, err: '' });
});

test.each([
  [[], 'say what to do'],
  [['dance'], 'there is no command dance'],
  [['explore'], 'a scenario must be named'],
  [['explore', 'nowhere'], 'there is no scenario nowhere'],
  [['explore', 'isolation', '--release', 'v1'], 'there is no release v1'],
  [['explore', 'isolation', '--max-states', 'many'], '--max-states takes a number'],
  [
    ['explore', 'isolation', '--reduce', 'order,luck'],
    '--reduce takes all, or some of private,order,symmetry, not luck',
  ],
  [['explore', 'isolation', '--fast'], 'Unknown option'],
  [['replay', 'isolation'], 'a run is a scenario'],
  [['replay', 'isolation', 'v5.10', 'x'], 'these are no choices'],
  [['replay', 'isolation', 'v5.10', '9'], 'step 1 cannot be taken'],
])('%j ends with 2 and says why', (words, message) => {
  const { code, out, err } = call(words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test('the process prints one object and nothing else, and ends with the verdict', () => {
  const words = 'npm run -s tagscope -- explore isolation --release v5.10 --json';
  const { status, stdout } = spawnSync(words, { encoding: 'utf8', shell: true });
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ scenario: 'isolation', release: 'v5.10' });
});
