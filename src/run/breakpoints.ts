/** Breakpoints in the code that a guest runs: addresses of instructions, kept by scenario while the page is open. */
import { guestProgram, isAssembly } from '../core/scenarios/guest-program.ts';
import { sourcesOf } from '../core/scenarios/assemble.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { System } from '../core/step/system.ts';
import type { Edits } from '../core/scenarios/machine.ts';

export type Breakpoints = ReadonlySet<bigint>;

export const NO_BREAKPOINTS: Breakpoints = new Set();

const known = new WeakMap<System, ReadonlySet<bigint> | null>();

/** Addresses of the instructions of a machine's guest; null if it has no text of its own that would say. */
function instructionsOf(system: System, scenario: Scenario, release: string, edits: Edits) {
  const found = known.get(system);
  if (found !== undefined) return found;
  const texts = sourcesOf(scenario, release)
    .filter(isAssembly)
    .map((one) => ({ ...one, text: edits.get(one.path) ?? one.text }));
  const base = system.program.constants.get('IPA_BASE') ?? 0n;
  const program = texts.length === 0 ? null : guestProgram(texts, base);
  const addresses = program !== null && 'lines' in program ? new Set(program.lines.keys()) : null;
  known.set(system, addresses);
  return addresses;
}

/** Those at which the program in force has an instruction. */
export function standing(
  breakpoints: Breakpoints,
  system: System,
  scenario: Scenario,
  release: string,
  edits: Edits,
): Breakpoints {
  if (breakpoints.size === 0) return NO_BREAKPOINTS;
  const addresses = instructionsOf(system, scenario, release, edits);
  return addresses === null ? breakpoints : new Set([...breakpoints].filter((one) => addresses.has(one)));
}

/** With one more, or without it if it is among them. */
export function toggled(breakpoints: Breakpoints, address: bigint): Breakpoints {
  const next = new Set(breakpoints);
  if (!next.delete(address)) next.add(address);
  return next;
}
