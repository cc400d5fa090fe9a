/** A scenario as messages name it: one of ours by its id; one of a file with the file's text, which is a value and needs no registry. */
import { errorText, read } from '../core/formats/scenario-file.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';

export interface ScenarioName {
  readonly scenario: string;
  /** The text of the scenario file that describes it; absent: it is one of ours. */
  readonly file?: string;
}

export function nameOf({ id, file }: Scenario): ScenarioName {
  return { scenario: id, ...(file === undefined ? {} : { file: file.text }) };
}

/** The file read last: task after task is about the same one. */
let last: Scenario | null = null;

/** The scenario of a name that the page has given; the page has read the file before. */
export function scenarioNamed({ scenario: id, file }: ScenarioName): Scenario {
  if (file === undefined) {
    const ours = scenarios.find((s) => s.id === id);
    if (ours === undefined) throw new Error(`there is no scenario ${id}`);
    return ours;
  }
  if (last?.file?.text === file) return last;
  const scenario = read(file);
  if ('errors' in scenario) throw new Error(scenario.errors.map(errorText).join('; '));
  last = scenario;
  return scenario;
}
