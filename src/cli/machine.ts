/** The machine that the words of a command line name. */
import { errorText, read } from '../core/formats/scenario-file.ts';
import { oldest, releases } from '../core/kernel/releases.ts';
import { propertiesOf, sourcesOf } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import { machineFor, placed } from '../core/scenarios/machine.ts';
import type { Property, Scenario } from '../core/scenarios/scenario.ts';
import type { System } from '../core/step/system.ts';
import { editedSources } from './source.ts';
import { BadInput, type Terminal } from './terminal.ts';

export interface Named {
  readonly scenario: Scenario;
  readonly properties: readonly Property[];
  readonly release: string;
  /** Paths of the sources that are not ours. */
  readonly edited: readonly string[];
  readonly system: System;
}

export interface Asked {
  readonly release?: string;
  /** Files or folders of edited sources. */
  readonly source?: readonly string[];
  /** Loads of what no thread writes are steps too. */
  readonly everyLoad?: boolean;
}

/** `name` is one of our scenarios, or a scenario file. */
export function machineNamed(terminal: Terminal, name: string | undefined, asked: Asked): Named {
  const scenario = scenarioNamed(terminal, name);
  const release = asked.release ?? scenario.file?.release ?? oldest.id;
  checkRelease(release);
  return namedMachine(
    scenario,
    release,
    editedSources(terminal, asked.source ?? [], sourcesOf(scenario, release)),
    asked.everyLoad,
  );
}

function checkRelease(release: string): void {
  if (!releases.some((r) => r.id === release))
    throw new BadInput(`there is no release ${release}; there are ${releases.map((r) => r.id).join(', ')}`);
}

/** The machine of a scenario on a release, with edited texts by path. */
export function namedMachine(
  scenario: Scenario,
  release: string,
  edited: ReadonlyMap<string, string>,
  everyLoad = false,
): Named {
  checkRelease(release);
  const properties = propertiesOf(scenario);
  const system = machineFor(scenario, release, edited, { everyLoad });
  if (!('refused' in system)) return { scenario, properties, release, edited: [...edited.keys()], system };
  const { refused, mistake } = system;
  throw new BadInput(mistake === null ? `${scenario.id} on ${release} ${refused}` : placed(mistake));
}

/** One of our scenarios, or the one that the file of that name describes. */
export function scenarioNamed(terminal: Terminal, name: string | undefined): Scenario {
  const scenario = scenarios.find((s) => s.id === name);
  if (scenario !== undefined) return scenario;
  const text = name === undefined ? null : terminal.read(name);
  if (name === undefined || text === null)
    throw new BadInput(
      `${name === undefined ? 'a scenario must be named' : `there is no scenario ${name}, and no such file`}; there are ${scenarios.map((s) => s.id).join(', ')}`,
    );
  return scenarioIn(text, name);
}

/** The scenario that a scenario file describes; `name` is the file's, for what is wrong with it. */
export function scenarioIn(text: string, name: string): Scenario {
  const file = read(text);
  if ('errors' in file)
    throw new BadInput(
      `${name} is no scenario file\n${file.errors.map((e) => `  ${errorText(e)}`).join('\n')}`,
    );
  return file;
}
