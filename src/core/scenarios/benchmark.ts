/** A state space to measure an explorer by. Not in the visitor's list. */
import { isolation } from './isolation/scenario.ts';
import type { Scenario } from './scenario.ts';

const CPUS = [0, 1, 2, 3, 4];

/** The race in isolation (same texts, so the same id) with five CPUs, four tag blocks a page. */
export const isolationOfFive: Scenario = {
  ...isolation,
  title: 'The race in isolation, five CPUs',
  threads: CPUS.map((cpu) => ({
    name: `CPU ${cpu}`,
    role: `maps the page in process ${cpu}`,
    entry: 'cpu_maps',
    args: [cpu],
  })),
  constants: { NR_MMS: CPUS.length, NR_TASKS: CPUS.length, TAG_BLOCKS: 4 },
  recorded: [],
};
