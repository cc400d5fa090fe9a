/** Random small programs: Spin counts what we count. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallProgram, systemOf } from '../../src/core/explore/random-threads.test-data.ts';
import { tried } from '../../src/core/tried.test-data.ts';
import { hasSpin, oursOf, spins } from './spin.ts';

/** Programs of a sample, and of a soak. */
const [FEW, ALL] = [3, 40];
const programs = tried(
  fc.sample(smallProgram, { numRuns: ALL, seed: 20230620 }).map((program, i) => ({ program, number: i + 1 })),
  ({ number }) => number <= FEW,
);

describe.concurrent('Spin counts the same states, transitions and errors', () => {
  test.skipIf(!hasSpin()).each(programs)('random program $number', async ({ program }) => {
    const counted = oursOf(systemOf(program));
    if ('refused' in counted) throw new Error(counted.refused);
    expect(await spins(counted.model), JSON.stringify(program, null, 1)).toMatchObject(counted.numbers);
  });
});
