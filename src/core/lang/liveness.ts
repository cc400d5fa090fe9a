/**
 * Which slots nobody will read again. Zeroing them where a thread rests makes states equal that differ in leftovers only. Found by
 * data flow over basic blocks; every resting point starts one.
 */
import { INSTRUCTION_WORDS, Op, visitSlots } from './code.ts';

/** By instruction, for those where a thread rests. */
export interface Leftovers {
  /** The code that they are of. */
  readonly code: Int32Array;
  readonly slots: number;
  readonly rests: Uint8Array;
  /** Which slots somebody may read again, a bit each. */
  readonly live: readonly (Uint32Array | undefined)[];
  /** Of the others, those that may not be zero already. */
  readonly clears: readonly (Uint16Array | undefined)[];
}

/** Basic blocks, in the order of the code. Sets of slots are rows of `width` words, a row a block. */
interface Blocks {
  readonly count: number;
  readonly starts: readonly number[];
  /** Blocks that may come next, two a block: -1 is none. */
  readonly next: Int32Array;
  readonly width: number;
  /** Slots read before they are written, and slots written. */
  readonly reads: Uint32Array;
  readonly writes: Uint32Array;
}

/** Whether nobody will read a slot again, once a thread rests before the instruction `at`; false where it does not rest. */
export function isDead({ live }: Pick<Leftovers, 'live'>, at: number, slot: number): boolean {
  const row = live[at];
  return row !== undefined && !has(row, 0, slot);
}

/** The leftovers of a thread's code. Threads of one entry mostly differ in constants only: then they are found in `known`, once for all. */
export function leftoversOf(
  code: Int32Array,
  slots: number,
  rests: Uint8Array,
  known: Leftovers[],
): Leftovers {
  const equal = known.find((k) => k.slots === slots && differInConstantsOnly(k, code, rests));
  if (equal !== undefined) return equal;
  const found = { code, slots, rests, ...leftovers(code, slots, (at) => rests[at] !== 0) };
  known.push(found);
  return found;
}

function differInConstantsOnly(known: Leftovers, code: Int32Array, rests: Uint8Array): boolean {
  if (known.code.length !== code.length) return false;
  for (let i = 0; i < code.length; i++) {
    if (code[i] === known.code[i]) continue;
    const operand = i % INSTRUCTION_WORDS;
    const constants = CONSTANTS[code[i - operand] ?? 0] ?? 0;
    if (operand === 0 || ((constants >> (operand - 1)) & 1) === 0) return false;
  }
  return rests.every((rest, at) => rest === known.rests[at]);
}

/** By operation: which operands are plain numbers, neither slots nor counts of them nor places in the code; a bit each. */
const CONSTANTS: readonly number[] = Object.keys(Op).map((name) => {
  if (name === 'CONST') return 0b00010;
  if (name === 'CONST64') return 0b00110;
  return ['LOAD', 'STORE', 'BIT', 'EXCHANGE'].includes(name) ? 0b00100 : 0;
});

function leftovers(
  code: Int32Array,
  slots: number,
  rests: (at: number) => boolean,
): Pick<Leftovers, 'live' | 'clears'> {
  const blocks = blocksOf(code, Math.ceil(slots / 32), rests);
  const { starts, width } = blocks;
  const liveAt = liveAtStart(blocks);
  const written = writtenAtStart(blocks, liveAt, rests);
  const room = new Uint16Array(slots);
  const live: (Uint32Array | undefined)[] = [];
  const clears: (Uint16Array | undefined)[] = [];
  starts.forEach((at, b) => {
    if (!rests(at)) return;
    const row = liveAt.slice(b * width, (b + 1) * width);
    live[at] = row;
    clears[at] = listOf(slots, room, (w) => (written[b * width + w] ?? 0) & ~(row[w] ?? 0));
  });
  return { live, clears };
}

function blocksOf(code: Int32Array, width: number, rests: (at: number) => boolean): Blocks {
  const instructions = code.length / INSTRUCTION_WORDS;
  const leads = new Uint8Array(instructions + 1);
  leads[0] = 1;
  for (let at = 0; at < instructions; at++) {
    const to = jumpsTo(code, at);
    if (to >= 0) leads[to] = 1;
    if (to >= 0 || !goesOn(code, at)) leads[at + 1] = 1;
    if (rests(at)) leads[at] = 1;
  }
  const starts: number[] = [];
  const blockAt = new Int32Array(instructions + 1).fill(-1);
  for (let at = 0; at < instructions; at++) {
    if (leads[at] === 1) starts.push(at);
    blockAt[at] = starts.length - 1;
  }
  const count = starts.length;
  const next = new Int32Array(2 * count).fill(-1);
  const reads = new Uint32Array(count * width);
  const writes = new Uint32Array(count * width);
  let row = 0;
  const read = (slot: number): void => {
    if (!has(writes, row, slot)) add(reads, row, slot);
  };
  const write = (slot: number): void => {
    add(writes, row, slot);
  };
  for (let b = 0; b < count; b++) {
    const end = starts[b + 1] ?? instructions;
    row = b * width;
    for (let at = starts[b] ?? 0; at < end; at++) {
      visitSlots(code, at, null, read);
      visitSlots(code, at, write, null);
    }
    const last = end - 1;
    if (goesOn(code, last) && end < instructions) next[2 * b] = b + 1;
    const to = jumpsTo(code, last);
    if (to >= 0) next[2 * b + 1] = blockAt[to] ?? -1;
  }
  return { count, starts, next, width, reads, writes };
}

function jumpsTo(code: Int32Array, at: number): number {
  const op = code[at * INSTRUCTION_WORDS];
  if (op === Op.JUMP) return code[at * INSTRUCTION_WORDS + 1] ?? -1;
  if (op === Op.JUMP_ZERO || op === Op.JUMP_NOT) return code[at * INSTRUCTION_WORDS + 2] ?? -1;
  return -1;
}

/** Whether the instruction after it may come next. */
function goesOn(code: Int32Array, at: number): boolean {
  const op = code[at * INSTRUCTION_WORDS];
  return op !== Op.JUMP && op !== Op.END && op !== Op.OOPS;
}

/** Slots that may be read before they are written, from the start of each block on. */
function liveAtStart({ count, next, width, reads, writes }: Blocks): Uint32Array {
  const live = reads.slice();
  const grewIn = new Uint32Array(count);
  for (let pass = 1; pass === 1 || grewIn.includes(pass - 1); pass++) {
    for (let b = count - 1; b >= 0; b--) {
      for (let edge = 2 * b; edge < 2 * b + 2; edge++) {
        const after = next[edge] ?? -1;
        if (after < 0 || (grewIn[after] ?? 0) < pass - 1) continue;
        for (let w = b * width, from = after * width; w < (b + 1) * width; w++, from++) {
          const grown = ((live[w] ?? 0) | ((live[from] ?? 0) & ~(writes[w] ?? 0))) >>> 0;
          if (grown === live[w]) continue;
          live[w] = grown;
          grewIn[b] = pass;
        }
      }
    }
  }
  return live;
}

/** Slots that may not be zero when a thread reaches the start of each block; where it has rested, only live ones are. */
function writtenAtStart(
  { count, starts, next, width, writes }: Blocks,
  live: Uint32Array,
  rests: (at: number) => boolean,
): Uint32Array {
  const written = new Uint32Array(count * width);
  const grewIn = new Uint32Array(count);
  for (let pass = 1; pass === 1 || grewIn.includes(pass - 1); pass++) {
    for (let b = 0; b < count; b++) {
      if ((grewIn[b] ?? 0) < pass - 1) continue;
      const cleared = rests(starts[b] ?? 0);
      for (let edge = 2 * b; edge < 2 * b + 2; edge++) {
        const after = next[edge] ?? -1;
        if (after < 0) continue;
        for (let w = b * width, to = after * width; w < (b + 1) * width; w++, to++) {
          const kept = cleared ? (written[w] ?? 0) & (live[w] ?? 0) : (written[w] ?? 0);
          const grown = ((written[to] ?? 0) | kept | (writes[w] ?? 0)) >>> 0;
          if (grown === written[to]) continue;
          written[to] = grown;
          grewIn[after] = pass;
        }
      }
    }
  }
  return written;
}

function has(set: Uint32Array, row: number, slot: number): boolean {
  return ((set[row + (slot >> 5)] ?? 0) & (1 << (slot & 31))) !== 0;
}
function add(set: Uint32Array, row: number, slot: number): void {
  set[row + (slot >> 5)] = (set[row + (slot >> 5)] ?? 0) | (1 << (slot & 31));
}

/** The slots of a set that is given word by word; `list` has room for them. */
function listOf(slots: number, list: Uint16Array, word: (w: number) => number): Uint16Array {
  let length = 0;
  for (let w = 0; 32 * w < slots; w++) {
    for (let left = word(w); left !== 0; left &= left - 1) {
      const slot = 32 * w + 31 - Math.clz32(left & -left);
      if (slot < slots) list[length++] = slot;
    }
  }
  return list.slice(0, length);
}
