/** Takes one step: a pure function from a state and a choice to the next state and a record of what happened. */
import type { Program, ThreadCode } from '../lang/program.ts';
import type { Access } from '../machine/access.ts';
import { Machine } from '../machine/machine.ts';
import { copyState, type State } from '../machine/state.ts';
import { run, SLOTS, type Watcher } from './interpret.ts';
import type { Choice, StepRecord } from './record.ts';
import { statusOf } from './status.ts';
import { latchOf, type System } from './system.ts';

export type Taken = { readonly state: State; readonly record: StepRecord } | { readonly refused: string };

/** The state before the first step: globals as initialised, the prologue run, each thread up to its first visible operation. */
export function initialState(system: System): State {
  const { program } = system;
  const words = new Uint32Array(program.wordCount + system.checks.length);
  words.set(program.initialWords);
  const empty = new Map<number, Uint8Array>();
  const pages = program.pageSizes.map((size) => {
    const page = empty.get(size) ?? new Uint8Array(size);
    empty.set(size, page);
    return page;
  });
  const m = new Machine({ words, pages }, null);
  if (system.prologue !== '') runRoutine(system, m, system.prologue);
  for (const code of program.threads) run(program, code, m, system.primitives, false, 0);
  latch(system, m);
  return m.state;
}

/** Runs a routine to its end and gives its result, unsigned; -1n if it stopped in a fault. */
export function runRoutine(system: System, m: Machine, name: string): bigint {
  const code = system.program.routines.get(name);
  if (code === undefined) return 0n;
  const { words } = m;
  words[code.base] = 0;
  words[code.base + 1] = 0;
  const outcome = run(system.program, code, m, system.primitives, false, 0, true);
  const slot = code.frames[0]?.resultSlot ?? -1;
  const at = code.base + SLOTS + slot;
  const wide = code.frames[0]?.returnType.kind === 'int' && code.frames[0].returnType.bits === 64;
  const low = slot < 0 ? 0n : BigInt(words[at] ?? 0);
  const high = slot < 0 || !wide ? 0n : BigInt(words[at + 1] ?? 0);
  words.fill(0, code.base, code.base + SLOTS + code.slots);
  return outcome === 'ended' ? (high << 32n) | low : -1n;
}

/** Takes the choice in `state`, which stays as it is. Refuses, with a sentence, what cannot be done there. */
export function takeStep(system: System, state: State, choice: Choice, watch?: Watcher): Taken {
  return choice.kind === 'step' ? stepThread(system, state, choice, watch) : takeCall(system, state, choice);
}

function stepThread(system: System, state: State, choice: Choice & { kind: 'step' }, watch?: Watcher): Taken {
  const { program } = system;
  const code = program.threads[choice.thread];
  const status = statusOf(system, state, choice.thread);
  if (code === undefined) return { refused: 'there is no such thread' };
  if (status.kind === 'ended') return { refused: `${code.name} has ended` };
  if (status.kind !== 'ready') return { refused: `${code.name} ${status.reason}` };
  if (status.outcomes > 1 && (choice.outcome ?? 0) >= status.outcomes)
    return { refused: `${code.name} chooses among ${status.outcomes} outcomes, from 0` };
  const accesses: Access[] = [];
  const m = new Machine(copyState(state), accesses);
  const pc = state.words[code.base] ?? 0;
  run(program, code, m, system.primitives, true, choice.outcome ?? 0, false, watch);
  const broke = latch(system, m, state);
  const detail = status.outcomes > 1 ? `= ${choice.outcome ?? 0}` : m.detail;
  return {
    state: m.state,
    record: { choice, thread: choice.thread, accesses, broke, ...operationAt(code, pc, detail) },
  };
}

function operationAt(
  code: ThreadCode,
  pc: number,
  detail: string,
): Pick<StepRecord, 'label' | 'function' | 'span' | 'pc'> {
  const info = code.info[pc];
  const label = info?.label ?? '';
  return {
    label: detail === '' ? label : `${label} ${detail}`,
    function: code.frames[info?.frame ?? 0]?.function ?? '',
    span: info?.span ?? null,
    pc,
  };
}

/** A system call put into a mailbox, with the bytes that the caller has laid out in its memory. */
function takeCall(system: System, state: State, choice: Choice & { kind: 'call' }): Taken {
  const { program } = system;
  const box = mailboxAt(program, choice.mailbox);
  if (box === null) return { refused: 'this scenario has nobody to serve a system call' };
  if (state.words[box.pending] !== 0) return { refused: 'the last system call has not returned yet' };
  const accesses: Access[] = [];
  const m = new Machine(copyState(state), accesses);
  const setByte = (page: number, offset: number, byte: number): void => {
    m.ownPage(page)[offset] = byte;
  };
  for (const { address, bytes } of choice.writes) {
    bytes.forEach((byte, i) => system.writeUser(m.words, setByte, choice.mailbox, address + BigInt(i), byte));
  }
  const put = (at: number, value: bigint): void => {
    m.words[at] = Number(BigInt.asUintN(32, value));
    m.words[at + 1] = Number(BigInt.asUintN(32, value >> 32n));
    m.noteWords('write', at, 2);
  };
  put(box.nr, choice.nr);
  for (let i = 0; i < box.argCount; i++) put(box.args + 2 * i, choice.args[i] ?? 0n);
  put(box.ret, 0n);
  m.words[box.pending] = 1;
  m.noteWords('write', box.pending, 1);
  const broke = latch(system, m);
  return {
    state: m.state,
    record: { choice, thread: -1, label: 'system call', function: '', span: null, pc: -1, accesses, broke },
  };
}

/** Word addresses of a mailbox's fields, or null if the program has no such mailbox. */
export function mailboxAt(
  program: Program,
  index: number,
): { pending: number; nr: number; args: number; argCount: number; ret: number } | null {
  const global = program.globals.get('mailboxes');
  if (
    global?.type.kind !== 'array' ||
    global.type.of.kind !== 'struct' ||
    index < 0 ||
    index >= global.type.length
  )
    return null;
  const struct = global.type.of;
  const at = (name: string): number =>
    global.address + index * struct.words + (struct.fields.find((f) => f.name === name)?.offset ?? 0);
  const args = struct.fields.find((f) => f.name === 'args')?.type;
  return {
    pending: at('pending'),
    nr: at('nr'),
    args: at('args'),
    argCount: args?.kind === 'array' ? args.length : 0,
    ret: at('ret'),
  };
}

/** Marks the checks that fail now and have not failed before, and names them. `before` is the state, checked already, that a step left. */
function latch(system: System, m: Machine, before: State | null = null): number[] {
  const isAsBefore = before !== null && sameShared(system.program, before, m.state);
  const broke: number[] = [];
  const quiet = new Machine({ words: m.words, pages: m.state.pages }, null);
  let standing: ReturnType<typeof standingOf> | null = null;
  system.checks.forEach((check, i) => {
    const at = latchOf(system, i);
    if (m.words[at] !== 0) return;
    let found = 0n;
    if (check.predicate === null || check.when === 'end') standing ??= standingOf(system, m.state);
    if (check.predicate === null) found = standing?.deadlock === true ? 1n : 0n;
    else if (check.when === 'always' ? !isAsBefore : standing?.over === true)
      found = runRoutine(system, quiet, check.predicate);
    if (found === 0n) return;
    m.words[at] = Number(BigInt.asUintN(32, found)) || 1;
    broke.push(i);
  });
  return broke;
}

/** Whether two states differ in nothing but what threads have of their own, which no predicate reads. */
function sameShared({ threads, wordCount }: Program, a: State, b: State): boolean {
  const end = threads[0]?.base ?? wordCount;
  for (let at = 0; at < end; at++) if (a.words[at] !== b.words[at]) return false;
  return a.pages.every((page, i) => page === b.pages[i]);
}

/** Whether everything has ended, or nothing can go on though something has not. */
export function standingOf(system: System, state: State): { over: boolean; deadlock: boolean } {
  const kinds = system.program.threads.map((_, t) => statusOf(system, state, t).kind);
  return {
    over: kinds.every((k) => k === 'ended' || k === 'idle' || k === 'oops'),
    deadlock: !kinds.includes('ready') && kinds.includes('blocked'),
  };
}
