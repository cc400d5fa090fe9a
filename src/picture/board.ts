/** A board without a kernel as it stands: its registers by field, the code around its PC, memory with tags, its exceptions. */
import { disassemble } from '../core/arm/a64/disassemble.ts';
import { cpusOf, firstWordOf } from '../core/arm/board/board.ts';
import { Looker, watchNext, type Granule } from '../core/arm/board/look.ts';
import type { Run } from '../core/arm/board/run.ts';
import type { Tail } from '../core/arm/board/tail.ts';
import { WAITING } from '../core/arm/cpu/layout.ts';
import type { ExceptionRecord } from '../core/arm/cpu/cpu.ts';
import { exceptionName } from '../core/arm/cpu/syndrome.ts';
import { guestRegister, type Which } from '../core/arm/guest/registers.ts';
import type { State } from '../core/machine/state.ts';
import { stepOf, type GuestStep } from './tag-check.ts';
import { vcpuRegisters, type VcpuRegisters } from './vcpu-registers.ts';

export type { Granule } from '../core/arm/board/look.ts';

/** What the visitor looks at. */
export interface BoardLook {
  readonly cpu: number;
  /** An address, or the register that has it: `sp`, or a number. */
  readonly memory: bigint | Which;
  /** Where the listing begins; null: it follows the PC. */
  readonly code: bigint | null;
}

export interface CodeLine {
  readonly address: bigint;
  /** Null where nothing can be fetched. */
  readonly word: number | null;
  readonly text: string;
}

export interface CpuMark {
  readonly pc: bigint;
  /** Why it runs no instruction, or null: it does. */
  readonly waits: string | null;
}

export interface BoardMark extends VcpuRegisters {
  readonly cpus: readonly CpuMark[];
  readonly code: readonly CodeLine[];
  /** The address that memory is shown at, with its tag. */
  readonly pointer: bigint;
  readonly memory: readonly Granule[];
}

export interface ExceptionLine {
  /** From 1, of all that were taken. */
  readonly number: number;
  readonly name: string;
  readonly esr: number;
  readonly far: bigint;
  readonly elr: bigint;
}

/** By the values of WAITING (core/arm/cpu/layout.ts). */
const WAITS = [null, 'waits in WFI', 'waits in WFE', 'is off', 'takes the same exception for ever', null];
const CODE_LINES = 96;
/** Lines before the PC, where the listing follows it. */
const LINES_BEFORE = 12;
const GRANULES = 16;

/** The board's picture; `before` are the words that were shown last, to mark what has changed. */
export function boardMark(state: State, before: Uint32Array, look: BoardLook): BoardMark {
  const first = firstWordOf(look.cpu);
  const looker = new Looker(state, look.cpu);
  const pointer =
    typeof look.memory === 'bigint' ? look.memory : guestRegister(state.words, first, look.memory);
  const from = look.code ?? codeAround(guestRegister(state.words, first, 'pc'));
  return {
    cpus: Array.from({ length: cpusOf(state) }, (_, n) => ({
      pc: guestRegister(state.words, firstWordOf(n), 'pc'),
      waits: WAITS[state.words[firstWordOf(n) + 2 * WAITING] ?? 0] ?? null,
    })),
    ...vcpuRegisters(
      (which) => guestRegister(before, first, which),
      (which) => guestRegister(state.words, first, which),
    ),
    code: looker.code(from - (from % 4n), CODE_LINES).map(({ address, word }) => ({
      address,
      word,
      text: word === null ? '' : disassemble(word, address),
    })),
    pointer,
    memory: looker.granules(pointer, GRANULES),
  };
}

/** What the last instruction of a board did. */
export interface BoardStep {
  readonly cpu: number;
  readonly step: GuestStep;
}

/** The last instruction of a run, from the state before it. */
export function lastStep(run: Run, before: State): BoardStep | null {
  const cpu = run.choices.at(-1)?.cpu;
  return cpu === undefined ? null : { cpu, step: stepOf(watchNext(before, cpu), 0) };
}

/** Where a listing around an address begins: it moves on by many lines at once, so that it stands still while one steps. */
function codeAround(pc: bigint): bigint {
  const block = BigInt(4 * (CODE_LINES - 2 * LINES_BEFORE));
  const start = pc - (pc % block) - BigInt(4 * LINES_BEFORE);
  return start < 0n ? 0n : start;
}

/** The last so many exceptions, by name. */
export function lastExceptions(
  { items, count }: Tail<ExceptionRecord>,
  most: number,
): readonly ExceptionLine[] {
  const shown = items.slice(-most);
  return shown.map(({ esr, far, elr }, i) => ({
    number: count - shown.length + i + 1,
    name: exceptionName(esr),
    esr,
    far,
    elr,
  }));
}
