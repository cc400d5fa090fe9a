/** A file that a visitor opens: a run that was saved, or a scenario file. */
import { read, type FileError } from '../core/formats/scenario-file.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { readShared, type Reading } from '../core/formats/shared-run.ts';
import { build, NO_EDITS } from './systems.ts';

export interface WrongFile {
  readonly name: string;
  /** At least one. */
  readonly errors: readonly FileError[];
}

export type FileRead =
  | { readonly kind: 'run'; readonly reading: Reading }
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | ({ readonly kind: 'wrong' } & WrongFile);

/** No run and no scenario needs more. */
const MOST_BYTES = 8_000_000;

/** What a file that was chosen, or dropped on the page, holds. Never rejects. */
export async function openFile(file: File): Promise<FileRead> {
  const wrong = (message: string): FileRead => ({
    kind: 'wrong',
    name: file.name,
    errors: [{ path: '', message }],
  });
  if (file.size > MOST_BYTES) return wrong(`the file has ${file.size} bytes; at most ${MOST_BYTES} are read`);
  try {
    return readFile(file.name, await file.text());
  } catch {
    return wrong('the file could not be read');
  }
}

/** What the text of a file of that name holds. Never throws. */
export function readFile(name: string, text: string): FileRead {
  // A run says which format it has; a scenario file says `scenario` there.
  if (/"tagscope"\s*:\s*\d/.test(text)) return { kind: 'run', reading: readShared(text, `The file ${name}`) };
  const scenario = readScenario(text);
  return 'errors' in scenario ? { kind: 'wrong', name, ...scenario } : { kind: 'scenario', scenario };
}

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
