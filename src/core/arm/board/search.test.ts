import { describe, expect, test } from 'vitest';
import { sameState } from '../../machine/state.ts';
import { disassemble } from '../a64/disassemble.ts';
import { guestRegister } from '../guest/registers.ts';
import { notesAndReads } from './async.test-data.ts';
import { firstWordOf } from './board.ts';
import { startWith } from './board.test-data.ts';
import type { NotedKind } from './noted-log.ts';
import { Run } from './run.ts';

/** A keyframe at any distance; of 300,000 instructions only some keep one. */
const DISTANCE = 5000;
const start = startWith(notesAndReads(50_000, 20_000));
const run = new Run(start, DISTANCE);
run.take(0, 1_000_000);

/** The moment that was found; slices of `slice` instructions. */
function found(kind: NotedKind, number: number, slice: number) {
  const search = run.search(kind, number);
  while (search.advance(slice));
  return search.found;
}
const register = (words: Uint32Array, name: string) => guestRegister(words, firstWordOf(0), name);

describe('a program that stores by a wrong pointer, and later reads what was noted, twice', () => {
  test('what set a bit, what read it and what cleared it were heard, and no more', () => {
    expect(run.halted).toBe('wfi');
    const { changes, reads } = run.noted;
    expect(changes.items).toMatchObject([
      {
        what: 'set',
        number: 1,
        register: 'TFSR_EL1',
        bit: 'TF0',
        pointer: 0x0100_0000_400a_0000n,
        allocation: 0,
      },
      { what: 'written', number: 2 },
      { what: 'set', number: 3 },
      { what: 'written', number: 4 },
    ]);
    expect(reads.items.map(({ after }) => after)).toEqual([1, 1, 3, 3]);
    const texts = [...changes.items, ...reads.items].map(({ word, address }) => disassemble(word, address));
    expect(new Set(texts)).toEqual(
      new Set(['str x12, [x1]', 'msr tfsr_el1, xzr', 'mrs x9, tfsr_el1', 'mrs x10, tfsr_el1']),
    );
  });

  test.each([1, 1000, 1_000_000])('the stores are found, in slices of %i', (slice) => {
    for (const [number, round] of [
      [1, 0n],
      [3, 1n],
    ] as const) {
      const before = found('changes', number, slice);
      const at = before?.at ?? NaN;
      expect(register(run.stateAt(at).words, 'pc')).toBe(run.noted.changes.items[number - 1]?.address);
      const [words, next] = [run.stateAt(at).words, run.stateAt(at + 1).words];
      expect([words, next].map((one) => register(one, 'tfsr_el1'))).toEqual([0n, 1n]);
      expect(guestRegister(words, firstWordOf(0), 12)).toBe(round);
      expect(before !== null && sameState(before.state, run.stateAt(at))).toBe(true);
    }
  });

  test('the reads are found, each', () => {
    const ats = [1, 2, 3, 4].map((number) => found('reads', number, 100_000)?.at ?? NaN);
    expect(ats.map((at) => register(run.stateAt(at).words, 'pc'))).toEqual(
      run.noted.reads.items.map(({ address }) => address),
    );
    expect((ats[1] ?? 0) - (ats[0] ?? 0)).toBe(1);
    expect((ats[2] ?? 0) - (ats[0] ?? 0)).toBeGreaterThan(140_000);
  });

  test('what never was is not found', () => {
    expect(found('changes', 5, 100_000)).toBeNull();
  });
});

test('gone back to from close by, the run is as if what came later had never been, and comes to the same end', () => {
  const gone = new Run(start, DISTANCE);
  gone.take(0, 1_000_000);
  const search = gone.search('changes', 1);
  while (search.advance(100_000));
  const near = search.found;
  gone.backTo((near?.at ?? NaN) + 1, near);
  expect([gone.noted.changes.count, gone.noted.reads.count]).toEqual([1, 0]);
  expect(sameState(gone.state, run.stateAt(gone.taken))).toBe(true);
  gone.take(0, 1_000_000);
  expect(gone.taken).toBe(run.taken);
  expect(gone.noted).toEqual(run.noted);
  expect(sameState(gone.state, run.state)).toBe(true);
});
