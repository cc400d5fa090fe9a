import type { RunSnapshot } from '../../run/run.ts';

/** GMID_EL1.BS is 6 unless a scenario says otherwise: a page's tags move in so many blocks. */
const BLOCKS_AT_BS_6 = 16;

/** What one interleaving is made of, in a sentence or two: what a step is, how tags move, what is not tried. */
export function madeOf({ scenario, threads }: Pick<RunSnapshot, 'scenario' | 'threads'>): string {
  const blocks = scenario.constants.TAG_BLOCKS ?? BLOCKS_AT_BS_6;
  const tags =
    blocks >= BLOCKS_AT_BS_6
      ? `the tags of a page move in ${blocks} steps, one a block`
      : `coarse: the tags of a page move in ${blocks === 1 ? 'one step' : `${blocks} steps`} instead of ${BLOCKS_AT_BS_6}`;
  const who = threads.length === 1 ? 'One thread' : `${threads.length} threads`;
  const calls = scenario.vmm === null ? '' : ' No system call is made: calls are the visitor’s.';
  return `${who}, one visible operation a step; ${tags}. Sequential consistency.${calls}`;
}
