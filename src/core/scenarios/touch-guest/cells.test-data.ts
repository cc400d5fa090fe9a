/** Tests only: what each way of touching guest memory costs and where it fails, each cell a run of the model. */
import { Search } from '../../explore/search.ts';
import { newest } from '../../kernel/releases.ts';
import type { State } from '../../machine/state.ts';
import { writeChoices } from '../../step/choices.ts';
import { partsOf } from '../../step/parts.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { statusOf } from '../../step/status.ts';
import type { System } from '../../step/system.ts';
import { read64 } from '../../step/wide.ts';
import { machineOf } from '../machine.test-data.ts';
import type { Scenario } from '../scenario.ts';

/** Threads of the scenario. */
const VMM = 1;
/** The VMM's heap is its third page. */
const HEAP = 0x7f202000;

/** What comes of a dump that nobody disturbs. */
export type Alone =
  | { readonly kind: 'refused' }
  | { readonly kind: 'killed'; readonly at: 'guest memory' | 'its own heap'; readonly steps: number }
  | { readonly kind: 'done'; readonly tags: bigint; readonly steps: number };

/** What comes of it beside a guest that runs: the shortest run that spoils it, or null if none does. */
export interface Beside {
  readonly states: number;
  readonly spoiltBy: string | null;
}

/** No ioctl, no mark on the page, shared memory refused, and as it is now: what could differ differs here. */
export const RELEASES = ['v4', 'v12', 'v5.14', newest.id];

/** A field of a struct of the machine, as a number of 64 bits. */
function field(system: System, state: State, global: string, name: string, element = 0): bigint {
  const found = system.program.globals.get(global);
  const type = found?.type.kind === 'array' ? found.type.of : found?.type;
  if (found === undefined || type?.kind !== 'struct') throw new Error(global);
  const at = found.address + element * type.words + (type.fields.find((f) => f.name === name)?.offset ?? NaN);
  return read64(state.words, at, true);
}

/** The VMM dumps while the guest does nothing. */
function alone(system: System): Alone {
  let state = initialState(system);
  if (field(system, state, 'vmm', 'slot') !== 0n) return { kind: 'refused' };
  let steps = 0;
  for (; statusOf(system, state, VMM).kind === 'ready'; steps++) {
    const taken = takeStep(system, state, { kind: 'step', thread: VMM });
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
  }
  const signal = BigInt.asUintN(32, field(system, state, 'tasks', 'sig', VMM));
  if (signal === 0n) return { kind: 'done', tags: field(system, state, 'vmm', 'tags'), steps };
  const address = field(system, state, 'tasks', 'si_addr', VMM);
  return { kind: 'killed', at: address >= BigInt(HEAP) ? 'its own heap' : 'guest memory', steps };
}

/** Every interleaving with a guest that hands its memory out again, and a signal wherever one could come. */
function beside({ properties }: Scenario, system: System): Beside {
  const search = new Search(partsOf(system), { states: 1e6, bytes: Infinity });
  while (!search.advance(1000));
  if (search.progress.bounded) throw new Error('not all of it was searched');
  const run = search.shortest(properties.indexOf('dumped'));
  return {
    states: search.progress.states,
    spoiltBy:
      run === null
        ? null
        : writeChoices(
            run.map(({ thread, outcome }) => ({ kind: 'step', thread, ...(outcome ? { outcome } : {}) })),
          ),
  };
}

export interface Cells {
  readonly way: Scenario;
  readonly stopped: Alone;
  readonly runs: Beside;
  /** Beside a bug of the VMM's own. */
  readonly errs: Alone;
  /** Steps for the page's tags, copied one by one; null where the dump does not come to them. */
  readonly tagSteps: number | null;
}

/** A row of the table, on a release. */
export function cellsOf(way: Scenario, release: string): Cells {
  const bytes = { DUMPS_TAGS: 0 };
  const plain = machineOf(way, release, { constants: bytes });
  const stopped = alone(plain);
  const withTags = alone(machineOf(way, release, { constants: { DUMPS_TAGS: 1, COARSE_USER_COPY: 0 } }));
  return {
    way,
    stopped,
    runs: beside(way, plain),
    errs: alone(machineOf(way, release, { constants: { ...bytes, VMM_ERRS: 1 } })),
    tagSteps:
      stopped.kind === 'done' && withTags.kind === 'done' && withTags.tags >= 0n
        ? withTags.steps - stopped.steps
        : null,
  };
}
