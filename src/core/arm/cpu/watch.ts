/** One instruction, watched: the tag check of each of its accesses. It runs on a copy of the state, and changes nothing else. */
import { disassemble } from '../a64/disassemble.ts';
import { tagAt } from '../../machine/state.ts';
import { Cpu, type ExceptionRecord, type ExitRecord } from './cpu.ts';
import { CPU_WORDS } from './layout.ts';
import type { Memory } from './memory.ts';
import { translated } from './mmu.ts';
import type { ReachedAccess } from './reached.ts';
import { uncheckedBy, type Unchecked } from './unchecked.ts';

export interface WatchedGranule {
  /** Of its first byte: bits 63:56 of the pointer are left out. */
  readonly address: bigint;
  /** Pages of the state that hold its data and its tag; null where there is no memory. */
  readonly dataPage: number | null;
  readonly tagsPage: number | null;
  /** In its page. */
  readonly granule: number;
  /** Its allocation tag; null where memory holds none. */
  readonly allocation: number | null;
  /** Whether the check looked at it: it stops at the first one that differs. */
  readonly compared: boolean;
}

export interface WatchedAccess {
  /** As the instruction has it, with its tag. */
  readonly pointer: bigint;
  readonly bytes: number;
  readonly write: boolean;
  /** As whom: EL0 for LDTR and STTR. */
  readonly el: number;
  /** The rules by which it is not checked; none: its tags are compared. */
  readonly unchecked: readonly Unchecked[];
  readonly granules: readonly WatchedGranule[];
}

export interface Watched {
  /** Of the instruction. */
  readonly address: bigint;
  /** Disassembled; empty if it cannot be fetched. */
  readonly text: string;
  readonly accesses: readonly WatchedAccess[];
  readonly exception: ExceptionRecord | null;
  /** The fault of stage 2 that it takes instead of doing anything. */
  readonly exit: ExitRecord | null;
}

/** Runs the next instruction of the vCPU at `firstWord`. `memory` lies over a copy of a state that notes what is touched. */
export function watch(memory: Memory, firstWord: number, wordCount = CPU_WORDS): Watched {
  const { machine } = memory;
  const noted = machine.accesses ?? [];
  const accesses: (Omit<WatchedAccess, 'granules'> & { reached: ReachedAccess; from: number })[] = [];
  const seen: { exception: ExceptionRecord | null; exit: ExitRecord | null } = {
    exception: null,
    exit: null,
  };
  let word = 0;
  const cpu = new Cpu(
    memory,
    firstWord,
    {
      hypercall: () => true,
      exception: (record) => {
        seen.exception = record;
      },
      exit: (record) => {
        seen.exit = record;
      },
      reached: (reached) => {
        const { bytes, write, el } = reached;
        const unchecked = uncheckedBy(cpu, reached, word);
        accesses.push({
          pointer: pointerOf(reached),
          bytes,
          write,
          el,
          unchecked,
          reached,
          from: noted.length,
        });
      },
    },
    wordCount,
  );
  const at = cpu.pc;
  const found = translated(cpu, cpu.pcLow, cpu.pcHigh, 'fetch', cpu.el);
  const frame = 'frame' in found ? found.frame : null;
  word = frame?.words[(cpu.pcLow & 0xfff) >> 2] ?? 0;
  // Tags as they are before the instruction stores any.
  const tagsBefore = machine.state.pages;
  cpu.run(1);

  return {
    address: at,
    text: frame === null ? '' : disassemble(word, at),
    accesses: accesses.map(({ reached, from, ...access }, i) => {
      const looked = noted.slice(from, accesses[i + 1]?.from ?? noted.length);
      return {
        ...access,
        granules: granulesOf(reached, tagsBefore).map((one) => ({
          ...one,
          compared:
            access.unchecked.length === 0 &&
            looked.some(
              (note) =>
                note.store === 'page' &&
                note.kind === 'read' &&
                note.page === one.tagsPage &&
                note.from === one.granule,
            ),
        })),
      };
    }),
    ...seen,
  };
}

function pointerOf({ low, high }: { readonly low: number; readonly high: number }): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function granulesOf(
  { low, high, bytes, first, second }: ReachedAccess,
  pages: readonly Uint8Array[],
): Omit<WatchedGranule, 'compared'>[] {
  const inside = low & 0xfff;
  const start = BigInt.asUintN(56, pointerOf({ low, high })) - BigInt(inside);
  const granules = [];
  for (let at = inside & ~0xf; at < inside + bytes; at += 16) {
    const { frame, tagged } = at < 4096 ? first : (second ?? first);
    const granule = (at & 0xfff) >> 4;
    const tags = frame === null ? undefined : pages[frame.tagsPage];
    granules.push({
      address: start + BigInt(at),
      dataPage: frame?.dataPage ?? null,
      tagsPage: frame?.tagsPage ?? null,
      granule,
      allocation: tagged && tags !== undefined ? tagAt(tags, granule) : null,
    });
  }
  return granules;
}
