/** The machine that a message from the page asks for. */
import { assemble } from '../core/scenarios/assemble.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { starts } from '../core/step/start.ts';
import type { System } from '../core/step/system.ts';
import { scenarioNamed, type ScenarioName } from './scenario-name.ts';

export interface MachineName extends ScenarioName {
  readonly release: string;
  /** Path and text of files that are edited; they replace the release's. */
  readonly edited?: readonly (readonly [path: string, text: string])[];
}

/** Why there is no such machine, as the rest of a sentence: an edit or a scenario file need not suit every release. */
export class NoMachine extends Error {}

/** Throws `NoMachine` where the sources do not compile or the prologue has no end. */
export function machineNamed(name: MachineName): { readonly scenario: Scenario; readonly system: System } {
  const scenario = scenarioNamed(name);
  const assembled = assemble(scenario, name.release, new Map(name.edited));
  if (!('system' in assembled)) {
    const [first] = assembled.diagnostics;
    const where = first === undefined ? '' : ` (${first.path}:${first.line}: ${first.message})`;
    throw new NoMachine(`${name.release} does not compile${where}`);
  }
  if (!starts(assembled.system))
    throw new NoMachine(`on ${name.release} the prologue stops in a fault, so there is no start`);
  return { scenario, system: assembled.system };
}
