/** Locals that nobody will read again are zero where a thread rests, so that states are equal that differ in leftovers only. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDead } from '../lang/liveness.ts';
import { randomProgram } from '../lang/random/program.ts';
import { digestOf } from '../machine/digest.ts';
import { Machine } from '../machine/machine.ts';
import { copyState, sameState, type State } from '../machine/state.ts';
import { run, SLOTS } from './interpret.ts';
import { statusOf } from './status.ts';
import { initialState } from './step.ts';
import type { System } from './system.ts';
import { step, systemOf, valueOf } from './text-system.test-data.ts';

function slotsOf(system: System, state: State): number[] {
  const [code] = system.program.threads;
  const from = (code?.base ?? 0) + SLOTS;
  return [...state.words.subarray(from, from + (code?.slots ?? 0))];
}

describe('locals at rest', () => {
  test('two ways that differ in dead locals only lead to one state', () => {
    const system = systemOf(
      `u32 x, y; void f(void) {
         u32 way = choose(2), a = 0, b = 0;
         if (way) { a = 17; b = a * 3; } else { b = 99; a = b - 5; }
         a = b = 0;
         x = 1; y = 2;
       }`,
      ['f'],
    );
    const start = initialState(system);
    const [one, other] = [0, 1].map((outcome) => step(system, start, 0, outcome).state);
    if (one === undefined || other === undefined) throw new Error('two outcomes');
    expect(sameState(one, other)).toBe(true);
    expect(digestOf(one)).toBe(digestOf(other));
  });
  test('what will be read stays', () => {
    const system = systemOf(
      'u32 x; u64 y; void f(void) { u32 a = choose(3); u64 b = (u64)a << 40; x = 1; y = b; }',
      ['f'],
    );
    const states = [1, 2].map((outcome) => step(system, initialState(system), 0, outcome).state);
    const ends = states.map((state) => step(system, step(system, state, 0).state, 0).state);
    expect(ends.map((end) => valueOf(system, end, 'y'))).toEqual([1n << 40n, 2n << 40n]);
  });
  test('after the last use nothing is left', () => {
    const system = systemOf('u32 x; void f(void) { u32 a = READ_ONCE(x) + 7; x = a; x = 2; }', ['f']);
    const read = step(system, initialState(system), 0).state;
    expect(slotsOf(system, read).filter((word) => word !== 0)).toEqual([7]);
    const written = step(system, read, 0).state;
    // The constant that the next operation stores.
    expect(slotsOf(system, written).filter((word) => word !== 0)).toEqual([2]);
    expect(slotsOf(system, step(system, written, 0).state).filter((word) => word !== 0)).toEqual([]);
  });
  test('in a loop what the next turn reads stays', () => {
    const system = systemOf(
      'u32 x; void f(void) { u32 sum = 0; for (u32 i = 1; i < 5; i++) { sum += i; WRITE_ONCE(x, sum); } }',
      ['f'],
    );
    let state = initialState(system);
    const sums: bigint[] = [];
    while (statusOf(system, state, 0).kind === 'ready') {
      ({ state } = step(system, state, 0));
      sums.push(valueOf(system, state, 'x'));
    }
    expect(sums).toEqual([1n, 3n, 6n, 10n]);
  });

  /** In random programs: what is dead is zero at every rest, and filling it with anything else changes nothing. */
  test('in random programs, the dead are zero, and nobody reads them', () => {
    const tapes = fc.uint16Array({ minLength: 300, maxLength: 1500, size: 'max' });
    fc.assert(
      fc.property(tapes, fc.integer(), (tape, garbage) => {
        const system = systemOf(randomProgram(tape), ['thread']);
        const [code] = system.program.threads;
        if (code === undefined) throw new Error('one thread');
        const results = [0, garbage].map((filling) => {
          const m = new Machine(copyState(initialState(system)), null);
          for (
            let outcome = 'rests';
            outcome === 'rests';
            outcome = run(system.program, code, m, [], true, 0)
          ) {
            for (let slot = 0; slot < code.slots; slot++) {
              if (!isDead(code, m.word(code.base), slot)) continue;
              const at = code.base + SLOTS + slot;
              if (filling === 0) expect(m.words[at]).toBe(0);
              else m.words[at] = filling;
            }
          }
          return valueOf(system, m.state, 'result');
        });
        expect(results[1]).toBe(results[0]);
      }),
      { numRuns: 40 },
    );
  });
});
