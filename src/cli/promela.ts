/** `promela`: the scenario as a model for Spin. It is searched first: what changes and what runs is exported, all else would be too much. */
import { HARDWARE_PRIMITIVES } from '../core/arm/primitives.ts';
import { Search } from '../core/explore/search.ts';
import { promela } from '../core/formats/promela.ts';
import { partsOf } from '../core/step/parts.ts';
import { initialState } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import { machineNamed, type Asked } from './machine.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';

const LIMITS = { states: 2_000_000, bytes: 2e9 };

export function printPromela(terminal: Terminal, id: string | undefined, asked: Asked): number {
  const { scenario, system, release } = machineNamed(terminal, id, asked);
  const model = modelOf(system);
  if ('refused' in model)
    throw new BadInput(`${scenario.id} on ${release} cannot be exported: ${model.refused}`);
  terminal.out(model.text);
  return Exit.holds;
}

function modelOf(system: System): ReturnType<typeof promela> {
  if (system.resident.includes(true))
    return { refused: 'a thread serves calls for ever, and who makes them is not part of the model' };
  const ran = system.program.threads.map(() => new Set<number>());
  const parts = partsOf(system, (thread, at) => ran[thread]?.add(at));
  const search = new Search(parts, LIMITS);
  while (!search.advance(50_000));
  if (search.progress.bounded)
    return { refused: `it has more than ${search.states} states, and what changes in it is not known` };
  return promela({
    ...system,
    primitives: HARDWARE_PRIMITIVES.map((p) => p.name),
    start: initialState(system),
    changing: parts.changing(),
    ran,
  });
}
