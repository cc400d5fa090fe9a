/** Tests only: makes the calls of quiet-vm's VMM on the modelled kernel, and reads off what they did. */
import { GRANULES_A_PAGE, tagAt, type State } from '../../machine/state.ts';
import type { UserWrite } from '../../step/record.ts';
import { statusOf } from '../../step/status.ts';
import { initialState, mailboxAt, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { read64 } from '../../step/wide.ts';
import { machineOf } from '../machine.test-data.ts';
import type { Call } from './copy-tags-oracle.test-data.ts';
import { quietVm } from './scenario.ts';
import { USER_PAGES, type Page } from './vmm-memory.test-data.ts';

const NR_IOCTL = 29n;
/** More steps than any call takes that ends. */
const MOST_STEPS = 5000;

export interface Outcome {
  /** What the system call returned; null if the kernel stopped in a fault. */
  readonly ret: bigint | null;
  readonly state: State;
  /** The VMM's pages as they are then. */
  readonly pages: () => Page[];
  /** The instructions that served the call, in order. */
  readonly executed: readonly number[];
  /** Ids of properties that it broke. */
  readonly broke: readonly string[];
}

/** Word in which the answer of a system call is left. */
export function answerAt(system: System): number {
  const box = mailboxAt(system.program, 0);
  if (box === null) throw new Error('nobody serves calls');
  return box.ret;
}

/** Makes one ioctl, from `state` or from the start, to its end. */
export function makeCall(system: System, call: Call, from: State = initialState(system)): Outcome {
  const writes = call.stores.map(({ address, bytes }): UserWrite => ({ address, bytes }));
  const args = [call.fd, call.request, call.argument];
  const put = takeStep(system, from, { kind: 'call', mailbox: 0, nr: NR_IOCTL, args, writes });
  if ('refused' in put) throw new Error(put.refused);
  let { state } = put;
  const executed: number[] = [];
  const broke: string[] = [];
  for (let steps = 0; ; steps++) {
    const { kind } = statusOf(system, state, 0);
    if (kind === 'oops' || kind === 'idle') {
      const end = state;
      const ret = kind === 'oops' ? null : read64(state.words, answerAt(system), true);
      return { ret, state, pages: () => pagesIn(system, end), executed, broke };
    }
    const taken = takeStep(system, state, { kind: 'step', thread: 0 }, (at) => executed.push(at));
    if ('refused' in taken || steps > MOST_STEPS) throw new Error('the call does not return');
    ({ state } = taken);
    broke.push(...taken.record.broke.map((i) => quietVm.properties[i] ?? ''));
  }
}

/** Makes calls one after the other on a release, always from the start. */
export function callMaker(release: string): (...calls: readonly Call[]) => Outcome[] {
  const system = machineOf(quietVm, release);
  const start = initialState(system);
  return (...calls) => {
    let state = start;
    return calls.map((call) => {
      const outcome = makeCall(system, call, state);
      ({ state } = outcome);
      return outcome;
    });
  };
}

/** The VMM's pages as they are in a state, and the page that an untouched one of them would get. */
export function pagesIn(system: System, state: State): Page[] {
  return Array.from({ length: USER_PAGES }, (_, i) => pageIn(system, state, i));
}

function pageIn(system: System, state: State, index: number): Page {
  const { globals, constants } = system.program;
  const address = (name: string): number => globals.get(name)?.address ?? NaN;
  const constant = (name: string): number => Number(constants.get(name));
  const pte = read64(state.words, address('mms') + 2 * index);
  const mapped = pte === 0n ? -1 : Number((pte >> 12n) & 0xfffffffn) - constant('PFN_BASE');
  const backing = mapped < 0 ? 'none' : mapped === 0 ? 'zero' : 'own';
  const frame = backing === 'own' ? mapped : nextFrame(system, state);
  const flags = read64(state.words, address('mem_map') + frame * wordsOfPage(system));
  const tags = state.pages[address('frame_tags') + frame];
  return {
    backing,
    valid: ((flags >> BigInt(constant('PG_mte_tagged'))) & 1n) === 1n,
    tags: Array.from({ length: GRANULES_A_PAGE }, (_, g) => tagAt(tags ?? new Uint8Array(128), g)),
    bytes: (state.pages[address('frame_data') + frame] ?? new Uint8Array(4096)).slice(),
  };
}

/** The page frame that would be handed out next. */
function nextFrame(system: System, state: State): number {
  return Number(read64(state.words, system.program.globals.get('nr_allocated')?.address ?? NaN));
}

function wordsOfPage(system: System): number {
  const type = system.program.globals.get('mem_map')?.type;
  return type?.kind === 'array' && type.of.kind === 'struct' ? type.of.words : NaN;
}
