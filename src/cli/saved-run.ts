/** A run as the page saves it to a file. */
import { readShared } from '../core/formats/shared-run.ts';
import type { Choice } from '../core/step/record.ts';
import { namedMachine, scenarioIn, scenarioNamed, type Named } from './machine.ts';
import { BadInput, type Terminal } from './terminal.ts';

export interface SavedRun {
  readonly machine: Named;
  readonly choices: readonly Choice[];
  /** The digest of the state after so many steps when it was saved; null if that was lost. */
  readonly stood: { readonly step: number; readonly digest: string } | null;
}

/** Reads what is in `text`, of the file `name`. What is damaged is said; what no run can do without must be there. */
export function savedRun(terminal: Terminal, text: string, name: string): SavedRun {
  const { shared, problem } = readShared(text, name);
  const { scenario: id, file, release, choices, edits, step, digest } = shared;
  if ((id === undefined && file === undefined) || release === undefined || choices === undefined)
    throw new BadInput(problem ?? `${name} holds no run: it needs a scenario, a release and choices`);
  if (problem !== null) terminal.err(`tagscope: ${problem}\n`);
  const scenario =
    file === undefined ? scenarioNamed(terminal, id) : scenarioIn(file, `the scenario in ${name}`);
  return {
    machine: namedMachine(scenario, release, edits ?? new Map()),
    choices,
    stood: step === undefined || digest === undefined ? null : { step, digest },
  };
}
