/** A system's model for Spin. It is searched first: what changes and what runs is exported, all else would be too much. */
import { HARDWARE_PRIMITIVES } from '../arm/primitives.ts';
import { Search } from '../explore/search.ts';
import { partsOf } from '../step/parts.ts';
import { initialState } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { MOST_STATE_BYTES_FOR_SPIN, MOST_STATES_FOR_SPIN } from '../limits.ts';
import { promela } from './promela.ts';

const LIMITS = { states: MOST_STATES_FOR_SPIN, bytes: MOST_STATE_BYTES_FOR_SPIN };
/** States looked at between two reports. */
const SLICE = 20_000;

/** The model's text, or a sentence that says why there is none. `report` is told how many states have been found. */
export function searchedModel(
  system: System,
  report: (states: number) => void = () => undefined,
): ReturnType<typeof promela> {
  if (system.resident.includes(true))
    return { refused: 'a thread serves calls for ever, and who makes them is not part of the model' };
  if (system.program.constants.get('CONFIG_GUEST_CODE') === 1n)
    return { refused: 'a guest runs A64 code, and the processor has no model in Promela' };
  const ran = system.program.threads.map(() => new Set<number>());
  const parts = partsOf(system, (thread, at) => ran[thread]?.add(at));
  const search = new Search(parts, LIMITS);
  while (!search.advance(SLICE)) report(search.states);
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
