/** Run-time faults of the model: an oops, which stops its thread and says why, while the others go on. */
import { describe, expect, test } from 'vitest';
import type { State } from '../machine/state.ts';
import { statusOf } from './status.ts';
import { initialState, takeStep } from './step.ts';
import type { System } from './system.ts';
import { step, systemOf, valueOf } from './text-system.test-data.ts';

const POINTER = 'a pointer that is NULL or points to no object of its type was followed';
const INDEX = 'an index lies outside its array';
const DIVISION = 'a division by zero';
const SHIFT = 'a shift by more bits than the value has';
const BUG = 'BUG_ON: what the code takes for impossible happened';
const RUNAWAY = 'this code runs on and on without a visible operation';
const ARGUMENT = 'a primitive was given an argument that it cannot work on';

const GLOBALS = `
  struct s { u32 a; u32 list[4]; u64 wide; struct s *next; u32 far[40]; };
  struct s first, second; struct s *p;
  u32 zero, one = 1, many = 200, x, words[8]; u64 large = 4294967296, zero64, flags, longs[4]; s32 minus = -1;
  u32 *q; u64 *wp; void *v;
  void other(void) { WRITE_ONCE(x, 1); WRITE_ONCE(x, 2); }
`;

/** Runs thread 0 until it cannot go on. */
function ending(body: string): { system: System; state: State; reason: string } {
  const system = systemOf(`${GLOBALS} void f(void) { ${body} }`, ['f', 'other']);
  let state = initialState(system);
  while (statusOf(system, state, 0).kind === 'ready') ({ state } = step(system, state, 0));
  const status = statusOf(system, state, 0);
  return { system, state, reason: 'reason' in status ? status.reason : status.kind };
}

describe.each<readonly [string, readonly (readonly [string, string])[]]>([
  ['fine', [
    ['ended', 'q = &words[7]; *q = 1; q = words + 8; q--; *q = 2;'],
    ['ended', 'p = &first; p->next = &second; p->next->list[3] = 1; p->next->next = NULL;'],
    ['ended', 'v = &first; p = (struct s *)v; p->a = 1;'],
    ['ended', 'q = &first.a; *q = 3; wp = &first.wide; *wp = 4; q = first.list; q[3] = 1;'],
    ['ended', 'x = 1 << 31; x = one << (many - 169); large = large << 63; x = minus / -1; x = many % 7;'],
    ['ended', 'BUG_ON(0); BUG_ON(x == 77);'],
    ['ended', 'for (u32 i = 0; i < 30000; i++) one ^= i & 0; test_bit(63, &flags);'],
  ]],
  [POINTER, [
    ['NULL', '*q = 1;'],
    ['NULL, as a constant', 'u32 *n = NULL; *n = 1;'],
    ['a field of NULL', 'x = p->a;'],
    ['a far field of NULL', 'x = p->far[39];'],
    ['a far field of NULL, as a constant', 'struct s *n = NULL; x = n->far[39];'],
    ['an index from NULL', 'x = q[30];'],
    ['an index from NULL, as a constant', 'u32 *n = NULL; x = n[30]; x = n[one];'],
    ['the address of a field of NULL', 'q = &p->far[20]; x = *q;'],
    ['a link that ends', 'p = &first; x = p->next->a;'],
    ['another type: numbers of another width', 'wp = (u64 *)(void *)&words[2]; *wp = 1;'],
    ['another type: numbers of another width, at an address known beforehand', '*(u64 *)(void *)&words[2] = 1;'],
    ['another type: a struct where there is none', 'v = &words[0]; p = (struct s *)v; p->a = 1;'],
    ['beyond the last element', 'q = words + 8; *q = 1;'],
    ['beyond the last element, as a constant', 'words[0] = 1; *(words + 8) = 1;'],
    ['before the first, where a pointer lies', 'q = &zero; q = q - 1; *q = 1;'],
    ['the middle of a wide number', 'q = (u32 *)(void *)&large; q++; *q = 1;'],
    ['far outside of memory', 'q = words; q = q + 1000000; *q = 1;'],
    ['bit operations', 'wp = NULL; set_bit(1, wp);'],
    ['exchanges', 'cmpxchg(q, 1, 2);'],
    ['an ordered store', 'smp_store_release(q, 1);'],
  ]],
  [INDEX, [
    ['one too many', 'words[many - 192] = 1;'],
    ['a constant', 'words[8] = 1;'],
    ['negative', 'words[minus] = 1;'],
    ['wide', 'words[large] = 1;'],
    ['in a field', 'first.list[one + 3] = 1;'],
    ['read', 'x = longs[many];'],
    ['of which only the address is taken', 'q = &words[many];'],
  ]],
  [DIVISION, [
    ['signed', 'x = minus / (s32)zero;'],
    ['unsigned', 'x = one / zero;'],
    ['of 64 bits', 'large = large / zero64;'],
    ['remainder', 'x = one % zero;'],
    ['remainder of 64 bits', 'large %= zero64;'],
    ['by a constant', 'x = one / 0;'],
    ['of constants', 'x = 1 / 0;'],
  ]],
  [SHIFT, [
    ['as many as it has', 'x = one << (many - 168);'],
    ['more', 'x = one >> many;'],
    ['negative', 'x = one << minus;'],
    ['of 64 bits', 'large = large >> (many - 136);'],
    ['a wide count', 'x = one << large;'],
    ['a constant count', 'x = one << 32;'],
    ['of constants', 'x = 1 << 32;'],
    ['a bit number', 'set_bit(many, &flags);'],
    ['a wide bit number', 'set_bit(large, &flags);'],
  ]],
  [BUG, [['', 'BUG_ON(one == 1);'], ['a pointer', 'q = &x; BUG_ON(q);']]],
  [RUNAWAY, [
    ['a loop', 'x = 1; for (;;) ;'],
    ['a loop that computes', 'u64 i = READ_ONCE(x); while (i < large) i += zero;'],
    ['a goto', 'x = 1; again: goto again;'],
  ]],
  [ARGUMENT, [['choose', 'choose(zero);']]],
] as const)('%s', (sentence, cases) => {
  test.each(cases)('%s: %s', (_, body) => {
    const { reason, system, state } = ending(body);
    expect(reason).toBe(sentence === 'fine' ? 'ended' : sentence);
    // The other thread goes on.
    expect(valueOf(system, step(system, step(system, state, 1).state, 1).state, 'x')).toBe(2n);
  });
}); // prettier-ignore

describe('an oops', () => {
  test('is part of the state: the thread takes no more steps, and its locals are gone', () => {
    const { system, state } = ending('u32 a = READ_ONCE(many); words[a] = a;');
    const [code] = system.program.threads;
    expect(takeStep(system, state, { kind: 'step', thread: 0 })).toEqual({ refused: `CPU 0 ${INDEX}` });
    expect(code?.slots).toBeGreaterThan(0);
    for (let slot = 0; slot < (code?.slots ?? 0); slot++)
      expect(state.words[(code?.base ?? 0) + 2 + slot]).toBe(0);
  });
  test('comes with the step that led to it, whose access is done', () => {
    const system = systemOf(`${GLOBALS} void f(void) { WRITE_ONCE(x, 7); BUG_ON(x == 7); }`, ['f']);
    const first = step(system, initialState(system), 0);
    expect(valueOf(system, first.state, 'x')).toBe(7n);
    expect(statusOf(system, step(system, first.state, 0).state, 0)).toMatchObject({
      kind: 'oops',
      reason: BUG,
    });
  });
  test('can happen before the first step', () => {
    const system = systemOf(`${GLOBALS} void f(void) { u32 a = 1; BUG_ON(a); }`, ['f', 'other']);
    expect(statusOf(system, initialState(system), 0)).toMatchObject({ kind: 'oops', reason: BUG });
  });
  test('in ghost code stops the thread as well', () => {
    const system = systemOf(
      `${GLOBALS} ghost u32 list[4]; void f(void) { x = 1; ghost list[many] = 1; x = 2; }`,
      ['f'],
    );
    expect(statusOf(system, step(system, initialState(system), 0).state, 0)).toMatchObject({ reason: INDEX });
  });
});

test('a wait in the prologue cannot be waited for', () => {
  const system = systemOf(`${GLOBALS} void prologue(void) { wait_until(READ_ONCE(zero)); }`, ['other'], { prologue: 'prologue' }); // prettier-ignore
  expect(statusOf(system, initialState(system), 0).kind).toBe('ready');
});

describe('what C leaves open has an answer', () => {
  test.each([
    ['a local without a first value is 0', 'u32 a; x = a + 5;', 5n],
    ['a function that ends without a return gives 0', 'x = 9; x = strange(READ_ONCE(x));', 0n],
    [
      'what is reached from NULL is NULL',
      'x = &p->far[3] == NULL && q + 5 == NULL && &p->list[one] == NULL;',
      1n,
    ],
    [
      'a local that is changed further right keeps its value to the left',
      'u32 a = 1; x = a * 100 + (a = 5) * 10 + a;',
      155n,
    ],
    ['in arguments too', 'u32 a = 1; x = three(a, a = 2, a++);', 122n],
    ['and in conversions', 'int a = 1; x = (u32)a * 10 + (a = 5);', 15n],
  ])('%s', (_, body, value) => {
    const system = systemOf(
      `${GLOBALS} u32 strange(u32 a) { u32 b = a * 3; if (b == 1) return 7; }
       u32 three(u32 a, u32 b, u32 c) { return a * 100 + b * 10 + c; }
       void f(void) { ${body} }`,
      ['f'],
    );
    let state = initialState(system);
    while (statusOf(system, state, 0).kind === 'ready') ({ state } = step(system, state, 0));
    expect(statusOf(system, state, 0)).toEqual({ kind: 'ended' });
    expect(valueOf(system, state, 'x')).toBe(value);
  });
});
