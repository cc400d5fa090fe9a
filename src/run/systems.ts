/** The machines that runs stand on, each put together once: a scenario on a release, perhaps with edited sources. */
import type { Diagnostic } from '../core/lang/program.ts';
import { assemble } from '../core/scenarios/assemble.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { System } from '../core/step/system.ts';

/** Edited texts by path. */
export type Edits = ReadonlyMap<string, string>;

export const NO_EDITS: Edits = new Map();

type Built = System | { readonly refused: string };

const released = new Map<string, Built>();
/** By the edits themselves, so that those nobody holds any more are forgotten. */
const edited = new WeakMap<Edits, Map<string, Built>>();

/** The machine, or why there is none: the first thing wrong with the source, in a sentence. */
export function build(scenario: Scenario, release: string, edits: Edits): Built {
  const key = `${scenario.id} ${release}`;
  const known = edits.size === 0 ? released : (edited.get(edits) ?? new Map<string, Built>());
  const found = known.get(key);
  if (found !== undefined) return found;
  const assembled = assemble(scenario, release, edits);
  const built = 'system' in assembled ? assembled.system : { refused: inOneLine(assembled.diagnostics) };
  known.set(key, built);
  if (edits.size > 0) edited.set(edits, known);
  return built;
}

function inOneLine([first]: readonly Diagnostic[]): string {
  return first === undefined ? '' : `${first.path}:${first.line}: ${first.message}`;
}

/** The machine of a release as it is; the texts in the tree compile, as a test sees to. */
export function systemOf(scenario: Scenario, release: string): System {
  const system = build(scenario, release, NO_EDITS);
  if ('refused' in system)
    throw new Error(`${scenario.id} on ${release} does not compile: ${system.refused}`);
  return system;
}

const texts = new WeakMap<System, ReadonlyMap<string, string>>();

/** All texts of a release as it is, by path. */
export function textsOf(scenario: Scenario, release: string): ReadonlyMap<string, string> {
  const system = systemOf(scenario, release);
  const known = texts.get(system) ?? new Map(system.program.sources.map(({ path, text }) => [path, text]));
  texts.set(system, known);
  return known;
}
