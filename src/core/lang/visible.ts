/**
 * Which operations are steps. A policy computed after lowering, not baked in: a plain access to words that no thread writes cannot
 * be told apart by when it happens, so it rides along with the step before.
 */
import { INSTRUCTION_WORDS, NO_SLOT, Op } from './code.ts';
import type { CellClass, InlineFrame, InstructionInfo } from './program.ts';
import { shapeOf } from './types.ts';

/** A thread's code and what is known of it. Entries of `info` are replaced, never written. */
export interface Lowered {
  readonly code: Int32Array;
  readonly frames: readonly InlineFrame[];
  readonly info: InstructionInfo[];
  /** Which instructions are operations, that threads may rest before. */
  readonly operations: readonly number[];
}

const OPERATIONS: ReadonlySet<number> = new Set([
  Op.LOAD,
  Op.STORE,
  Op.BIT,
  Op.EXCHANGE,
  Op.PRIMITIVE,
  Op.BARRIER,
  Op.CHOOSE,
]);

/** The instructions that are operations. */
export function operationsIn(code: Int32Array): number[] {
  const operations: number[] = [];
  for (let i = 0; i < code.length; i += INSTRUCTION_WORDS)
    if (OPERATIONS.has(code[i] ?? 0)) operations.push(i / INSTRUCTION_WORDS);
  return operations;
}

/** Clears `visible` on plain loads of words that no code of any thread writes. Barriers, atomics and marked accesses stay. */
export function hidePrivateLoads(
  threads: readonly Lowered[],
  cells: Uint16Array,
  classes: readonly CellClass[],
): void {
  const written = writtenClasses(threads, cells, classes);
  for (const { code, info, operations } of threads) {
    for (const at of operations) {
      const entry = info[at];
      // A thread rests before what it waits for, even if nobody will ever change that.
      if (entry?.visible !== true || entry.waits || entry.order !== 'plain' || entry.access !== 'load')
        continue;
      const cls = classAt(code, at, entry.touches, cells);
      const changes = cls > 0 ? written.has(cls) : [...written].some((c) => bitsOf(classes[c]) === -cls);
      if (!changes) info[at] = { ...entry, visible: false };
    }
  }
}

function writtenClasses(
  threads: readonly Lowered[],
  cells: Uint16Array,
  classes: readonly CellClass[],
): Set<number> {
  const written = new Set<number>();
  for (const { code, info, operations } of threads) {
    for (const at of operations) {
      const op = code[at * INSTRUCTION_WORDS] ?? 0;
      if (!WRITES.has(op)) continue;
      const entry = info[at];
      if (entry === undefined || entry.ghost) continue;
      if (op === Op.PRIMITIVE) {
        if (entry.label === 'copy_from_user')
          for (const i of copiedInto(classes, entry.touches)) written.add(i);
        // An access through a page table may mark a page dirty (FEAT_HAFDBS).
        if (entry.access === 'user') written.add(classes.findIndex((c) => c.name === 'pte_t.pte'));
        continue;
      }
      if (op === Op.BIT && code[at * INSTRUCTION_WORDS + 5] === 0) continue;
      const cls = classAt(code, at, entry.touches, cells);
      if (cls > 0) written.add(cls);
      else for (const [i, c] of classes.entries()) if (bitsOf(c) === -cls) written.add(i);
    }
  }
  return written;
}

const WRITES: ReadonlySet<number> = new Set([Op.STORE, Op.EXCHANGE, Op.BIT, Op.PRIMITIVE]);

/** What copy_from_user may write: the struct whose field it is given, or, where that is unknown, every 64-bit word. */
function copiedInto(classes: readonly CellClass[], touches: number): number[] {
  const struct = classes[touches]?.name.split('.')[0] ?? '';
  return [...classes.keys()].filter((i) =>
    touches > 0 ? classes[i]?.name.startsWith(`${struct}.`) : bitsOf(classes[i]) === 64,
  );
}

/** The class an access touches: known from its address, or from the path by which it was reached, or minus its width. */
function classAt(code: Int32Array, at: number, touches: number, cells: Uint16Array): number {
  const base = code[at * INSTRUCTION_WORDS + 2] ?? 0;
  const offset = code[at * INSTRUCTION_WORDS + 3] ?? 0;
  return base === NO_SLOT ? (cells[offset] ?? touches) : touches;
}

function bitsOf(cls: CellClass | undefined): number {
  return cls === undefined ? 0 : shapeOf(cls.type);
}

/**
 * A function that makes exactly one visible access and calls none that does is itself the name of that operation: a lane says
 * `spin_lock`, not `cmpxchg owner`.
 */
export function nameOperations(
  { info, frames, operations }: Lowered,
  argumentOf: (span: { file: number; from: number; to: number }) => string,
): void {
  const counts = frames.map(() => 0);
  for (const at of operations) {
    const entry = info[at];
    if (entry?.visible !== true) continue;
    for (let f = entry.frame; f >= 0; f = frames[f]?.parent ?? -1) counts[f] = (counts[f] ?? 0) + 1;
  }
  for (const at of operations) {
    const entry = info[at];
    const frame = frames[entry?.frame ?? -1];
    if (
      entry?.visible !== true ||
      frame === undefined ||
      frame.callSpan === null ||
      counts[entry.frame] !== 1 ||
      entry.label.endsWith(' PTE')
    )
      continue;
    if (entry.access !== 'load' && entry.access !== 'store' && entry.access !== 'atomic') continue;
    const about = argumentOf(frame.callSpan);
    info[at] = { ...entry, label: about === '' ? frame.function : `${frame.function} ${about}` };
  }
}
