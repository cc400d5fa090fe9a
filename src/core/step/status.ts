/** How each thread stands: whether it can take a step, and if not, why, in a sentence. */
import { FAULTS, INSTRUCTION_WORDS, NO_SLOT, Op } from '../lang/code.ts';
import type { Program, ThreadCode } from '../lang/program.ts';
import { Machine } from '../machine/machine.ts';
import { copyState, type State } from '../machine/state.ts';
import { run, SLOTS } from './interpret.ts';
import { addressOf, outcomesOf } from './memory.ts';
import { nameOfWord } from './name.ts';
import type { ThreadStatus } from './record.ts';
import type { System } from './system.ts';

export function statusOf(system: System, state: State, thread: number): ThreadStatus {
  const code = system.program.threads[thread];
  if (code === undefined) return { kind: 'ended' };
  const pc = state.words[code.base] ?? 0;
  const fault = state.words[code.base + 1] ?? 0;
  if (fault !== 0) return { kind: 'oops', reason: FAULTS[fault] ?? 'an unknown fault' };
  const op = code.code[pc * INSTRUCTION_WORDS];
  if (op === Op.END) return { kind: 'ended' };
  if (op === Op.CHOOSE) {
    const [, , count = 0, width = 1] = code.code.subarray(pc * INSTRUCTION_WORDS);
    return { kind: 'ready', outcomes: outcomesOf(state.words, code.base + SLOTS + count, width) };
  }
  if (code.rests[pc] !== 2) return { kind: 'ready', outcomes: 1 };
  const probe = new Machine(copyState(state), null);
  if (run(system.program, code, probe, system.primitives, true, 0) !== 'blocked')
    return { kind: 'ready', outcomes: 1 };
  return whyBlocked(system, state, code, pc, thread);
}

/** Who waits for whom: `CPU 0 waits for …, held by CPU 1; CPU 1 waits for …`. */
export function whoWaits(system: System, state: State): string {
  return system.program.threads
    .flatMap(({ name }, thread) => {
      const status = statusOf(system, state, thread);
      return status.kind === 'blocked' ? [`${name} ${status.reason}`] : [];
    })
    .join('; ');
}

function whyBlocked(
  system: System,
  state: State,
  code: ThreadCode,
  pc: number,
  thread: number,
): ThreadStatus {
  const { program } = system;
  const address = touchedBy(program, state, code, pc);
  const name = address === null ? null : nameOfWord(program, address);
  const info = code.info[pc];
  if (system.resident[thread] === true && name?.startsWith('mailboxes[') === true)
    return { kind: 'idle', reason: 'waits for a system call' };
  const value = address === null ? 0 : (state.words[address] ?? 0);
  const holder = name?.endsWith('owner') === true ? (value & 0xffff) - 1 : -1;
  const what = name === null ? 'a condition' : `\`${objectName(program, name)}\``;
  if (holder >= 0) {
    const who = program.threads[holder]?.name ?? 'nobody that runs';
    return {
      kind: 'blocked',
      reason: `waits for ${what}, held by ${who}`,
      waitsFor: holder < program.threads.length ? holder : null,
    };
  }
  const label = info?.label ?? '';
  const bit = /^test\S* (\w+)$/.exec(label)?.[1];
  if (bit !== undefined && name !== null) {
    const until = bitIsSet(state, code, pc, address ?? 0) ? 'cleared' : 'set';
    return {
      kind: 'blocked',
      reason: `waits for ${/^\d/.test(bit) ? `bit ${bit}` : `\`${bit}\``} in the ${objectName(program, name)} to be ${until}`,
      waitsFor: null,
    };
  }
  return {
    kind: 'blocked',
    reason: label === '' ? `waits for ${what} to change` : `waits in \`${label}\` for ${what} to change`,
    waitsFor: null,
  };
}

/** Whether the bit that a BIT operation is about to look at is set. */
function bitIsSet(state: State, code: ThreadCode, pc: number, address: number): boolean {
  const number = state.words[code.base + SLOTS + (code.code[pc * INSTRUCTION_WORDS + 4] ?? 0)] ?? 0;
  return (((state.words[address + (number >> 5)] ?? 0) >>> (number & 31)) & 1) === 1;
}

/** `mem_map[1].flags` as `PG flags of page frame 0x41`; a lock's word as the lock. */
function objectName(program: Program, path: string): string {
  const frame = /^mem_map\[(\d+)\]\.(\w+)$/.exec(path);
  if (frame !== null) {
    const pfn = Number(program.constants.get('PFN_BASE') ?? 0n) + Number(frame[1]);
    const field = frame[2] === 'flags' ? 'flags' : (frame[2] ?? '').replace(/_?owner$/, '');
    return `${field === '' ? 'lock' : field} of page frame 0x${pfn.toString(16)}`;
  }
  return path.replace(/\.owner$/, '');
}

/** The word that the operation a thread rests before is about to touch; null if it touches none or more than words. */
export function touchedBy(program: Program, state: State, code: ThreadCode, pc: number): number | null {
  const at = pc * INSTRUCTION_WORDS;
  const op = code.code[at];
  if (op !== Op.LOAD && op !== Op.STORE && op !== Op.BIT && op !== Op.EXCHANGE) return null;
  const base = code.code[at + 2] ?? NO_SLOT;
  const offset = code.code[at + 3] ?? 0;
  const cls =
    op === Op.BIT ? -64 : op === Op.EXCHANGE ? (code.info[pc]?.touches ?? 0) : (code.code[at + 5] ?? 0);
  const address = addressOf(program, state.words, code.base + SLOTS, base, offset, cls);
  return address === 0 ? null : address;
}
