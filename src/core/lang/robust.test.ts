/** Whatever a visitor types, compiling ends soon, with a program or with sentences; it never throws. */
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { releases } from '../kernel/releases.ts';
import { kernelSources } from '../kernel/sources.ts';
import { assemble } from '../scenarios/assemble.ts';
import { scenarios } from '../scenarios/list.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { batches } from '../tried.test-data.ts';
import { compileText, complaints, cpus } from './compiled.test-data.ts';
import type { Diagnostic } from './program.ts';

const SEED = 20210517;
/** A soak tries so many times as much as a sample. */
const MORE = 20;

/** Seconds of the processor's time, which a busy machine does not take from it. */
const SOON = 3;

function timed<T extends { readonly diagnostics: readonly Diagnostic[] } | object>(body: () => T): T {
  const from = process.cpuUsage();
  const compiled = body();
  const { user, system } = process.cpuUsage(from);
  expect((user + system) / 1e6).toBeLessThan(SOON);
  if ('diagnostics' in compiled) {
    expect(compiled.diagnostics.length).toBeGreaterThan(0);
    for (const { message, line, column, span } of compiled.diagnostics) {
      expect(message).not.toBe('');
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
      expect(span.to).toBeGreaterThanOrEqual(span.from);
    }
  }
  return compiled;
}

const PIECES = [
  'int', 'u64', 'struct', 's', 'x', 'f', '(', ')', '{', '}', '[', ']', ';', ',', '*', '&', '=', '+', '->', '.', '?', ':', '1', '0x', "'a'", '"', '/*', '*/', '//', '\n', '#', 'define', 'ghost', 'if', 'else', 'for', 'switch', 'case', 'return', 'goto', 'typedef', 'enum', 'wait_until', 'READ_ONCE', '\\', ' ',
]; // prettier-ignore

describe('arbitrary text', () => {
  test.each(batches(SEED, 150, 150 * MORE))('of any characters, $runs from seed $seed', ({ seed, runs }) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        timed(() => compileText(text, { threads: cpus('f') }));
      }),
      { numRuns: runs, seed },
    );
  });
  test.each(batches(SEED, 500, 500 * MORE))(
    'of pieces of model C, $runs from seed $seed',
    ({ seed, runs }) => {
      const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 120, size: 'max' });
      fc.assert(
        fc.property(pieces, fc.boolean(), (list, inFunction) => {
          const text = list.join(' ');
          timed(() => compileText(inFunction ? `struct s { int x; }; void f(void) { ${text} }` : text));
        }),
        { numRuns: runs, seed },
      );
    },
  );
});

describe('a kernel with mistakes in it', () => {
  const [scenario] = scenarios;
  /** Tokens deleted, doubled, replaced or added: [which token, what is done to it, another token]. */
  const mistakes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.nat()), { minLength: 1, maxLength: 4 });

  const cases = releases.flatMap(({ id }) =>
    batches(SEED, 3, 6 * MORE).map((batch) => ({ ...batch, release: id })),
  );

  test.each(cases)('$release, $runs from seed $seed', ({ release, seed, runs }) => {
    const sources = kernelSources(release);
    const tokens = sources.map((s) => s.text.split(/(\s+|\b|(?<=\W)(?=\W))/));
    fc.assert(
      fc.property(fc.nat({ max: sources.length - 1 }), mistakes, (file, edits) => {
        const own = [...(tokens[file] ?? [])];
        for (const [at, how, other] of edits) {
          const i = at % own.length;
          const [token = '', another = ''] = [own[i], own[other % own.length]];
          own[i] = ['', `${token} ${token}`, another, `${another}${token}`][how] ?? '';
        }
        const edited = new Map([[sources[file]?.path ?? '', own.join('')]]);
        if (scenario === undefined) throw new Error('there is a scenario');
        const assembled = timed(() => assemble(scenario, release, edited));
        if ('system' in assembled) takeSteps(assembled.system);
      }),
      { numRuns: runs, seed },
    );
  });

  /** What compiles runs, be it into an oops. */
  function takeSteps(system: System): void {
    let state = initialState(system);
    for (let i = 0; i < 60; i++) {
      const taken = takeStep(system, state, { kind: 'step', thread: i % system.program.threads.length });
      if ('state' in taken) ({ state } = taken);
    }
  }
});

describe('text that is made to take long', () => {
  const n = 20_000;
  const times = (text: string, count = n): string => text.repeat(count);
  const numbered = (make: (i: number) => string, count = n): string =>
    Array.from({ length: count }, (_, i) => make(i)).join('\n');
  const inF = (text: string): string =>
    `u32 x; u32 *p; struct s { u32 a[4]; }; struct s *q; void f(void) { ${text} }`;

  test.each<readonly [string, string]>([
    ['a long sum', inF(`x = 1${times('+x')};`)],
    ['a deep parenthesis', inF(`x = ${times('(')}1${times(')')};`)],
    ['a deep parenthesis, never closed', inF(`x = ${times('(')}`)],
    ['many signs', inF(`x = ${times('- ')}1;`)],
    ['many stars', inF(`x = ${times('*')}p;`)],
    ['many casts', inF(`x = ${times('(u8)')}1;`)],
    ['many members', inF(`x = q${times('->a')};`)],
    ['many indices', inF(`x = p${times('[0]')};`)],
    ['many assignments', inF(`${times('x = ')}1;`)],
    ['many questions', inF(`x = ${times('x ? 1 : ')}1;`)],
    ['many questions in questions', inF(`x = ${times('x ? ')}1${times(': 1')};`)],
    ['many arguments', inF(`f(${times('1,')}1);`)],
    ['nested calls', inF(`x = ${times('test_bit(')}1${times(')')};`)],
    ['deep blocks', inF(times('{') + times('}'))],
    ['deep ifs', inF(`${times('if (x) ')};`)],
    ['a long else if', inF(`${times('if (x) ; else ')};`)],
    ['many labels', inF(`${numbered((i) => `l${i}:`)} ;`)],
    ['many cases', inF(`switch (x) { ${numbered((i) => `case ${i}:`)} ; }`)],
    ['many cases apart', inF(`switch (x) { ${numbered((i) => `case ${i}: ;`)} }`)],
    ['braces in an initialiser', `int a[2] = ${times('{')}1${times('}')};`],
    ['a long initialiser', `int a[65536] = { ${times('1,', 60_000)} };`],
    ['stars of a pointer', `int ${times('*')} a;`],
    ['dimensions', `int a${times('[1]')};`],
    [
      'a struct in a struct in a struct',
      numbered((i) => `struct s${i} { ${i === 0 ? 'int x' : `struct s${i - 1} x`}; };`, 9000),
    ],
    ['the same, the other way round', numbered((i) => `struct s${i} { struct s${i + 1} x; };`, 9000)],
    [
      'large structs of large structs',
      `${numbered((i) => `struct s${i} { ${i === 0 ? 'int x' : `struct s${i - 1} x[60000]`}; };`, 8)} struct s7 *g; void f(void) { *g = *g; }`,
    ],
    ['typedefs of typedefs', numbered((i) => `typedef t${i + 1} t${i};`)],
    ['typedefs without an end', times('typedef ')],
    ['constants of constants', numbered((i) => `#define A${i} A${i + 1}`)],
    ['an enumeration', `enum { ${numbered((i) => `A${i},`)} }; int x = A${n - 1};`],
    ['enumerations', numbered((i) => `enum { A${i} };`)],
    ['globals', numbered((i) => `int a${i};`)],
    ['a large memory', numbered((i) => `int a${i}[65536];`)],
    ['functions with comments', numbered((i) => `/* ${i} */\nint f${i}(void) { return 0; }`, 8000)],
    ['functions and comments on one line', times('/* a */ int g(void);', 10_000)],
    [
      'calls in a chain',
      numbered((i) => `void f${i}(void) { ${i === 0 ? '' : `f${i - 1}();`} }`, 8000).replace(
        'void f7999',
        'void f',
      ),
    ],
    [
      'calls that double',
      `${numbered((i) => `void f${i}(void) { ${i === 0 ? '' : `f${i - 1}(); f${i - 1}();`} }`, 60)} void f(void) { f59(); }`,
    ],
    [
      'deep calls that are deep',
      `${numbered((i) => `u32 f${i}(u32 x) { return ${times('-(', 80)}${i === 0 ? 'x' : `f${i - 1}(x)`}${times(')', 80)}; }`, 60)} void f(void) { f59(1); }`,
    ],
    ['unknown names', inF(numbered((i) => `unknown${i}();`))],
    ['comments that never end', inF(times('/* '))],
    ['quotes', inF(times('"\n'))],
    ['strange characters', times('@#$`')],
    ['backslashes', times('\\\n')],
    ['spaces', ' '.repeat(400_000)],
    ['a number that does not end', `u64 x = ${times('9', 400_000)};`],
    ['a name that does not end', times('a', 400_000)],
    ['too much text', times('int x;', 100_000)],
    ['a large loop of gotos', inF(numbered((i) => `l${i}: if (x) goto l${(i * 7919) % 2000};`, 2000))],
  ])('%s', (_, text) => {
    timed(() => compileText(text, { threads: cpus('f') }));
  });

  test('is refused, and the rest is read', () => {
    const sentences = (text: string): string[] => complaints(text).map((c) => c.replace(/^\S+ /, ''));
    expect(sentences(inF(`x = 1${times('+x')}; x = y;`))).toEqual([
      'this expression has more than 250 operators',
      '`y` is not declared; did you mean `x`?',
    ]);
    expect(sentences(`${inF(`x = ${times('(')}1${times(')')};`)} int g; int g;`)).toEqual([
      'this is nested too deeply',
      '`g` is defined twice',
    ]);
  });
});
