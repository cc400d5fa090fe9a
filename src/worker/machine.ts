/** The machine that a message from the page asks for. */
import { machineFor, NO_EDITS } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { System } from '../core/step/system.ts';
import { scenarioNamed, type ScenarioName } from './scenario-name.ts';

export interface MachineName extends ScenarioName {
  readonly release: string;
  /** Path and text of files that are edited; they replace the release's. */
  readonly edited?: readonly (readonly [path: string, text: string])[];
}

/** Why there is no such machine, as the rest of a sentence. */
export class NoMachineNamed extends Error {}

/** Throws `NoMachineNamed` where the sources do not compile or the prologue has no end. */
export function machineNamed(name: MachineName): { readonly scenario: Scenario; readonly system: System } {
  const scenario = scenarioNamed(name);
  const edits = name.edited === undefined ? NO_EDITS : new Map(name.edited);
  const system = machineFor(scenario, name.release, edits);
  if ('refused' in system) throw new NoMachineNamed(`${name.release} ${system.refused}`);
  return { scenario, system };
}
