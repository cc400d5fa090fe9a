/** The machine that the words of a command line name. */
import { errorText, read } from '../core/formats/scenario-file.ts';
import { releases } from '../core/kernel/releases.ts';
import { Machine } from '../core/machine/machine.ts';
import { assembleFrom, partsOfScenario, sourcesOf, type Parts } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { Property, Scenario } from '../core/scenarios/scenario.ts';
import { initialState, runRoutine } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import { editedSources } from './source.ts';
import { BadInput, type Terminal } from './terminal.ts';

/** The release taken where none is named: the page's first one. */
export const DEFAULT_RELEASE = 'v5.10';

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
}

/** `name` is one of our scenarios, or a scenario file. */
export function machineNamed(terminal: Terminal, name: string | undefined, asked: Asked): Named {
  const { parts, release: written } = partsNamed(terminal, name);
  const { scenario, properties } = parts;
  const release = asked.release ?? written;
  if (!releases.some((r) => r.id === release))
    throw new BadInput(`there is no release ${release}; there are ${releases.map((r) => r.id).join(', ')}`);
  const edited = editedSources(terminal, asked.source ?? [], sourcesOf(parts, release));
  const assembled = assembleFrom(parts, release, edited);
  if ('system' in assembled) {
    const { system } = assembled;
    if (!starts(system))
      throw new BadInput(
        `the prologue of ${scenario.id} stops in a fault on ${release}, so there is no start`,
      );
    return { scenario, properties, release, edited: [...edited.keys()], system };
  }
  // A mistake in one file has others in other files follow.
  const first = assembled.diagnostics.find((d) => edited.has(d.path)) ?? assembled.diagnostics[0];
  throw new BadInput(
    first === undefined
      ? `${scenario.id} does not compile on ${release}`
      : `${first.path}:${first.line}: ${first.message}`,
  );
}

function partsNamed(terminal: Terminal, name: string | undefined): { parts: Parts; release: string } {
  const scenario = scenarios.find((s) => s.id === name);
  if (scenario !== undefined) return { parts: partsOfScenario(scenario), release: DEFAULT_RELEASE };
  const text = name === undefined ? null : terminal.read(name);
  if (name === undefined || text === null)
    throw new BadInput(
      `${name === undefined ? 'a scenario must be named' : `there is no scenario ${name}, and no such file`}; there are ${scenarios.map((s) => s.id).join(', ')}`,
    );
  const file = read(text);
  if ('errors' in file)
    throw new BadInput(
      `${name} is no scenario file\n${file.errors.map((e) => `  ${errorText(e)}`).join('\n')}`,
    );
  return { parts: file, release: file.release };
}

/** Whether the prologue comes to its end. */
function starts(system: System): boolean {
  const blank = initialState({ ...system, prologue: '', checks: [] });
  return runRoutine(system, new Machine(blank, null), system.prologue) !== -1n;
}
