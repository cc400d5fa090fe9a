/** The machine that the words of a command line name. */
import { releases } from '../core/kernel/releases.ts';
import { assemble } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { System } from '../core/step/system.ts';
import { BadInput } from './terminal.ts';

/** The release taken where none is named: the page's first one. */
export const DEFAULT_RELEASE = 'v5.10';

export interface Named {
  readonly scenario: Scenario;
  readonly release: string;
  readonly system: System;
}

export function machineNamed(id: string | undefined, release: string = DEFAULT_RELEASE): Named {
  const scenario = scenarios.find((s) => s.id === id);
  if (scenario === undefined)
    throw new BadInput(
      `${id === undefined ? 'a scenario must be named' : `there is no scenario ${id}`}; there are ${scenarios.map((s) => s.id).join(', ')}`,
    );
  if (!releases.some((r) => r.id === release))
    throw new BadInput(`there is no release ${release}; there are ${releases.map((r) => r.id).join(', ')}`);
  const assembled = assemble(scenario, release);
  if ('system' in assembled) return { scenario, release, system: assembled.system };
  const first = assembled.diagnostics[0];
  throw new BadInput(
    first === undefined
      ? `${scenario.id} does not compile on ${release}`
      : `${first.path}:${first.line}: ${first.message}`,
  );
}
