/** `promela`: the scenario as a model for Spin. */
import { searchedModel } from '../core/formats/promela-searched.ts';
import { machineNamed, type Asked } from './machine.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';

export function printPromela(terminal: Terminal, id: string | undefined, asked: Asked): number {
  const { scenario, system, release } = machineNamed(terminal, id, asked);
  const model = searchedModel(system);
  if ('refused' in model)
    throw new BadInput(`${scenario.id} on ${release} cannot be exported: ${model.refused}`);
  terminal.out(model.text);
  return Exit.holds;
}
