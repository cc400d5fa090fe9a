import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOn, stepsInCommon, type Reading } from './reading.ts';
import type { StepRecord } from './record.ts';

const aStep = (label: string): StepRecord => ({
  choice: { kind: 'step', thread: 0 },
  thread: 0,
  label,
  function: 'main',
  span: null,
  pc: 0,
  accesses: [],
  broke: [],
});

/** Runs of which each goes on from somewhere in the one before, by steps of its own. */
const branches = fc
  .array(fc.record({ from: fc.nat(12), more: fc.nat(6) }), { maxLength: 12 })
  .map((cuts) =>
    cuts.reduce<StepRecord[][]>(
      (runs, { from, more }, nth) => [
        ...runs,
        [
          ...(runs.at(-1) ?? []).slice(0, from),
          ...Array.from({ length: more }, (_, i) => aStep(`${nth}.${i}`)),
        ],
      ],
      [],
    ),
  );

test('a run that goes on from anywhere in the last one is read as if it were read anew', () => {
  fc.assert(
    fc.property(branches, (runs) => {
      let reading: Reading<string[]> | undefined;
      for (const run of runs) {
        reading = readOn(
          reading,
          run,
          (): string[] => [],
          (found, { label }, i) => found.push(`${i} ${label}`),
        );
        expect(reading.found).toEqual(run.map(({ label }, i) => `${i} ${label}`));
      }
    }),
  );
});

test('of a run that grew only the new steps are read', () => {
  const run = ['a', 'b', 'c'].map(aStep);
  const read: string[] = [];
  const look = (before: Reading<null> | undefined, steps: readonly StepRecord[]) =>
    readOn(
      before,
      steps,
      () => null,
      (_, { label }) => read.push(label),
    );
  look(look(undefined, run.slice(0, 2)), run);
  expect(read).toEqual(['a', 'b', 'c']);
});

test('two runs have in common what comes before the first step that differs', () => {
  fc.assert(
    fc.property(branches, (runs) => {
      for (const [i, run] of runs.entries()) {
        const before = runs[i - 1] ?? [];
        const differs = run.findIndex((record, at) => record !== before[at]);
        expect(stepsInCommon(before, run)).toBe(differs < 0 ? run.length : differs);
      }
    }),
  );
});
