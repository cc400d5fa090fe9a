/** A scenario file that a visitor opens, or that came along with a run. */
import { read, type FileError } from '../core/formats/scenario-file.ts';
import { build, NO_EDITS } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';

/** A scenario that can be run, at least on the release that it is written for; or what is wrong with the file. */
export function readScenario(text: string): Scenario | { readonly errors: readonly FileError[] } {
  const scenario = read(text);
  if ('errors' in scenario) return scenario;
  const { release } = scenario.file;
  const system = build(scenario, release, NO_EDITS);
  return 'refused' in system
    ? { errors: [{ path: 'prologue', message: `on ${release} the scenario ${system.refused}` }] }
    : scenario;
}
