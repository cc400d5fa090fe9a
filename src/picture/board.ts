/** A board without a kernel as it stands: its registers by field, the code around its PC, memory with tags, its exceptions. */
import { disassemble } from '../core/arm/a64/disassemble.ts';
import { cpusOf, firstWordOf } from '../core/arm/board/board.ts';
import { Looker, type Granule } from '../core/arm/board/look.ts';
import type { Tail } from '../core/arm/board/tail.ts';
import { WAITING } from '../core/arm/cpu/layout.ts';
import type { ExceptionRecord } from '../core/arm/cpu/cpu.ts';
import { exceptionName } from '../core/arm/cpu/syndrome.ts';
import { guestRegister, type Which } from '../core/arm/guest/registers.ts';
import type { State } from '../core/machine/state.ts';
import { registerMark, type RegisterMark } from './register.ts';

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

export interface BoardMark {
  readonly cpus: readonly CpuMark[];
  readonly general: readonly RegisterMark[];
  readonly system: readonly RegisterMark[];
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

const GENERAL: readonly (readonly [Which, string])[] = [
  ...Array.from({ length: 31 }, (_, i) => [i, `X${i}`] as const),
  ['sp', 'SP'],
  ['pc', 'PC'],
];
const SYSTEM: readonly (readonly [Which, string])[] = [
  ['pstate', 'PSTATE'],
  ['gcr_el1', 'GCR_EL1'],
  ['rgsr_el1', 'RGSR_EL1'],
  ['tfsr_el1', 'TFSR_EL1'],
  ['tfsre0_el1', 'TFSRE0_EL1'],
  ['sctlr_el1', 'SCTLR_EL1'],
  ['tcr_el1', 'TCR_EL1'],
  ['mair_el1', 'MAIR_EL1'],
  ['ttbr0_el1', 'TTBR0_EL1'],
  ['ttbr1_el1', 'TTBR1_EL1'],
  ['vbar_el1', 'VBAR_EL1'],
  ['esr_el1', 'ESR_EL1'],
  ['far_el1', 'FAR_EL1'],
  ['elr_el1', 'ELR_EL1'],
];
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
  const mark = ([which, name]: readonly [Which, string]): RegisterMark =>
    registerMark(name, guestRegister(before, first, which), guestRegister(state.words, first, which));
  const pointer =
    typeof look.memory === 'bigint' ? look.memory : guestRegister(state.words, first, look.memory);
  const from = look.code ?? codeAround(guestRegister(state.words, first, 'pc'));
  return {
    cpus: Array.from({ length: cpusOf(state) }, (_, n) => ({
      pc: guestRegister(state.words, firstWordOf(n), 'pc'),
      waits: WAITS[state.words[firstWordOf(n) + 2 * WAITING] ?? 0] ?? null,
    })),
    general: GENERAL.map(mark),
    system: SYSTEM.map(mark),
    code: looker.code(from - (from % 4n), CODE_LINES).map(({ address, word }) => ({
      address,
      word,
      text: word === null ? '' : disassemble(word, address),
    })),
    pointer,
    memory: looker.granules(pointer, GRANULES),
  };
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
