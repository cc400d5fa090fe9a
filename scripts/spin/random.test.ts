/** Random small programs: Spin counts what we count. Six in `npm test`, more where TAGSCOPE_SPIN asks for every model. */
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallProgram, systemOf } from '../../src/core/explore/random-threads.test-data.ts';
import { hasSpin, oursOf, spins } from './spin.ts';

const programs = fc.sample(smallProgram, {
  numRuns: process.env.TAGSCOPE_SPIN === 'every' ? 40 : 6,
  seed: 20230620,
});

describe.concurrent('Spin counts the same states, transitions and errors', () => {
  test.skipIf(!hasSpin()).each(programs.map((program, i) => ({ program, number: i + 1 })))(
    'random program $number',
    async ({ program }) => {
      const counted = oursOf(systemOf(program));
      if ('refused' in counted) throw new Error(counted.refused);
      expect(await spins(counted.model), JSON.stringify(program, null, 1)).toMatchObject(counted.numbers);
    },
    1_200_000,
  );
});
