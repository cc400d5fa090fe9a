/** A state space to measure an explorer by: the race in isolation with five CPUs, four tag blocks a page. Not in the visitor's list. */
import { propertiesOf } from '../assemble.ts';
import { isolation } from '../isolation/scenario.ts';
import type { Scenario } from '../scenario.ts';
import { scenarioSources } from '../sources.ts';

/** CPUs with a granule and a tag of their own each, as the visitor has two of them. */
export function isolationOf(cpus: number): Scenario {
  return withCpus(cpus, 'cpu_maps');
}

/** CPUs that differ in nothing but their process. */
export function alikeInIsolation(cpus: number): Scenario {
  const sources = [...scenarioSources('isolation'), ...scenarioSources('five-cpus')];
  const file = {
    text: '',
    release: 'v6.2-flag',
    sources,
    properties: propertiesOf(isolation),
    prologue: 'prologue',
  };
  return { ...withCpus(cpus, 'cpu_maps_alike'), file };
}

function withCpus(cpus: number, entry: string): Scenario {
  return {
    ...isolation,
    title: `The race in isolation, ${cpus} CPUs`,
    threads: Array.from({ length: cpus }, (_, cpu) => ({
      name: `CPU ${cpu}`,
      role: `maps the page in process ${cpu}`,
      entry,
      args: [cpu],
    })),
    constants: { NR_MMS: cpus, NR_TASKS: cpus, TAG_BLOCKS: 4 },
    recorded: {},
  };
}
