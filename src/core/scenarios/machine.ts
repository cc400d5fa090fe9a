/** The machine that a run or a search stands on, or what is wrong with it: the one place where that is decided. */
import { Compiler } from '../lang/compile.ts';
import type { Diagnostic } from '../lang/program.ts';
import { starts } from '../step/start.ts';
import type { System } from '../step/system.ts';
import { compileMachine, systemFrom, type CompiledMachine, type How } from './assemble.ts';
import type { Scenario } from './scenario.ts';

/** Edited texts by path; they replace those of a release. */
export type Edits = ReadonlyMap<string, string>;

export const NO_EDITS: Edits = new Map();

/** Why there is no machine: an edit or a scenario file need not suit every release. */
export interface NoMachine {
  /** As the rest of a sentence about the sources: `does not compile (…)`. */
  readonly refused: string;
  /** The mistake that the others may follow from; null: they compile, and there is no start. */
  readonly mistake: Diagnostic | null;
}

/** A machine that has a start, or why there is none. */
export function machineFor(
  scenario: Scenario,
  release: string,
  edits: Edits,
  how: How = {},
): System | NoMachine {
  const compiled = compileMachine(scenario, release, edits, how);
  return 'diagnostics' in compiled
    ? wrong(compiled.diagnostics, edits)
    : machineFrom(scenario, compiled, edits);
}

/** `path:line: message`. */
export function placed({ path, line, message }: Diagnostic): string {
  return `${path}:${line}: ${message}`;
}

function wrong(diagnostics: readonly Diagnostic[], edits: Edits): NoMachine {
  // A mistake in one file has others in other files follow.
  const mistake = diagnostics.find(({ path }) => edits.has(path)) ?? diagnostics[0] ?? null;
  return { refused: `does not compile (${mistake === null ? '' : placed(mistake)})`, mistake };
}

/** The machine of what `compileMachine` has made of the same scenario and edits, here or in a worker. */
export function machineFrom(scenario: Scenario, compiled: CompiledMachine, edits: Edits): System | NoMachine {
  const system = systemFrom(scenario, compiled);
  // Ours have a start on every release, as a test sees to.
  return (scenario.file === undefined && edits.size === 0) || starts(system)
    ? system
    : { refused: 'has no start: its prologue stops in a fault', mistake: null };
}

/** By release; by the scenario and the edits themselves, so that those nobody holds any more are forgotten. */
const known = new WeakMap<Edits, WeakMap<Scenario, Map<string, System | NoMachine>>>();

/** Of edited texts, which mostly differ from the last ones in a line. */
const compiler = new Compiler();

/** The same, each put together once. `compiled`: what a worker has compiled of these texts already. */
export function build(
  scenario: Scenario,
  release: string,
  edits: Edits,
  compiled: CompiledMachine | null = null,
): System | NoMachine {
  const key = edits.size === 0 ? NO_EDITS : edits;
  const scenarios = known.get(key) ?? new WeakMap<Scenario, Map<string, System | NoMachine>>();
  const machines = scenarios.get(scenario) ?? new Map<string, System | NoMachine>();
  const built =
    machines.get(release) ??
    (compiled !== null
      ? machineFrom(scenario, compiled, edits)
      : machineFor(scenario, release, edits, edits.size === 0 ? {} : { compiler }));
  known.set(key, scenarios.set(scenario, machines.set(release, built)));
  return built;
}
