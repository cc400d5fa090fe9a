/** Runs the instructions of one thread: from where it rests, over one visible operation, to where it rests next. */
import { Fault, INSTRUCTION_WORDS, Op } from '../lang/code.ts';
import type { Program, ThreadCode } from '../lang/program.ts';
import type { Machine } from '../machine/machine.ts';
import type { Call, Primitive } from '../machine/primitive.ts';
import { addressOf, bitOperation, canChoose, exchange, load, store, typeAt } from './memory.ts';
import { add64, equal64, less64, read64, shiftLeft64, shiftRight64, slow64, subtract64 } from './wide.ts';
import { RUNAWAY, RUNAWAY_ROUTINE } from '../limits.ts';

/** Where a thread's words lie: its program counter, its fault code, then its slots. */
export const SLOTS = 2;

/** What a run of instructions came to. 'blocked': the step cannot be taken, and the machine is to be thrown away. */
export type Outcome = 'rests' | 'ended' | 'oops' | 'blocked';

/** Told which instructions ran, in order. */
export type Watcher = (at: number) => void;

/**
 * Runs thread `code` on `m` until it rests. `first`: whether the instruction it rests before is executed (a step) or only the local
 * work in front of it (the start). `outcome` answers a `choose`. Routines run with every operation as local work.
 */
export function run(
  program: Program,
  code: ThreadCode,
  m: Machine,
  primitives: readonly Primitive[],
  first: boolean,
  outcome: number,
  routine = false,
  watch?: Watcher,
): Outcome {
  // prettier-ignore
  const { words } = m;
  const { rests, base } = code;
  const text = code.code;
  const fp = base + SLOTS;
  let pc = words[base] ?? 0;
  let fault = 0;
  let moving = first;
  const call: Call = {
    machine: m,
    low: (i) => words[args + 2 * i] ?? 0,
    wide: (i) => read64(words, args + 2 * i),
    holdsWide: (address) => typeAt(program, address)?.bits === 64,
    give: (value) => {
      result = value;
    },
    refuse: () => {
      fault = Fault.argument;
    },
  };
  let args = 0;
  let result: number;
  const most = routine ? RUNAWAY_ROUTINE : RUNAWAY;
  for (let executed = 0; ; executed++) {
    if (!routine && !moving && rests[pc] !== 0) break;
    moving = false;
    if (executed > most) {
      fault = Fault.runaway;
      break;
    }
    const at = pc * INSTRUCTION_WORDS;
    const a = text[at + 1] ?? 0;
    const b = text[at + 2] ?? 0;
    const c = text[at + 3] ?? 0;
    const d = text[at + 4] ?? 0;
    const e = text[at + 5] ?? 0;
    const A = fp + a;
    const B = fp + b;
    const C = fp + c;
    watch?.(pc);
    pc++;
    switch (text[at]) {
      case Op.END:
        words[base] = pc - 1;
        clear(words, fp, code.slots, routine ? (code.frames[0]?.resultSlot ?? -1) : -1);
        return 'ended';
      case Op.OOPS:
        fault = a;
        break;
      case Op.CONST:
        words[A] = b;
        break;
      case Op.CONST64:
        words[A] = b;
        words[A + 1] = c;
        break;
      case Op.MOVE:
        words[A] = words[B] ?? 0;
        break;
      case Op.MOVE64: {
        const high = words[B + 1] ?? 0;
        words[A] = words[B] ?? 0;
        words[A + 1] = high;
        break;
      }
      case Op.NARROW: {
        const up = (words[B] ?? 0) << (32 - c);
        words[A] = d === 1 ? up >> (32 - c) : up >>> (32 - c);
        break;
      }
      case Op.WIDEN: {
        const low = words[B] ?? 0;
        words[A] = low;
        words[A + 1] = c === 1 ? (low | 0) >> 31 : 0;
        break;
      }
      case Op.TRUTH:
        words[A] = words[B] === 0 ? 0 : 1;
        break;
      case Op.TRUTH64:
        words[A] = words[B] === 0 && words[B + 1] === 0 ? 0 : 1;
        break;
      case Op.ADD:
        words[A] = (words[B] ?? 0) + (words[C] ?? 0);
        break;
      case Op.SUB:
        words[A] = (words[B] ?? 0) - (words[C] ?? 0);
        break;
      case Op.MUL:
        words[A] = Math.imul(words[B] ?? 0, words[C] ?? 0);
        break;
      case Op.DIV:
      case Op.REM: {
        const x = d === 1 ? (words[B] ?? 0) | 0 : (words[B] ?? 0);
        const y = d === 1 ? (words[C] ?? 0) | 0 : (words[C] ?? 0);
        if (y === 0) fault = Fault.division;
        else words[A] = text[at] === Op.DIV ? Math.trunc(x / y) : x % y;
        break;
      }
      case Op.AND:
        words[A] = (words[B] ?? 0) & (words[C] ?? 0);
        break;
      case Op.OR:
        words[A] = (words[B] ?? 0) | (words[C] ?? 0);
        break;
      case Op.XOR:
        words[A] = (words[B] ?? 0) ^ (words[C] ?? 0);
        break;
      case Op.SHL:
      case Op.SHR: {
        const count = words[C] ?? 0;
        const value = words[B] ?? 0;
        if (count > 31) fault = Fault.shift;
        else
          words[A] = text[at] === Op.SHL ? value << count : d === 1 ? (value | 0) >> count : value >>> count;
        break;
      }
      case Op.ADD64:
        add64(words, A, B, C);
        break;
      case Op.SUB64:
        subtract64(words, A, B, C);
        break;
      case Op.MUL64:
        slow64(words, A, B, C, '*', false);
        break;
      case Op.DIV64:
      case Op.REM64:
        if (words[C] === 0 && words[C + 1] === 0) fault = Fault.division;
        else slow64(words, A, B, C, text[at] === Op.DIV64 ? '/' : '%', d === 1);
        break;
      case Op.AND64:
        for (let i = 0; i < 2; i++) words[A + i] = (words[B + i] ?? 0) & (words[C + i] ?? 0);
        break;
      case Op.OR64:
        for (let i = 0; i < 2; i++) words[A + i] = (words[B + i] ?? 0) | (words[C + i] ?? 0);
        break;
      case Op.XOR64:
        for (let i = 0; i < 2; i++) words[A + i] = (words[B + i] ?? 0) ^ (words[C + i] ?? 0);
        break;
      case Op.SHL64:
      case Op.SHR64: {
        const count = words[C] ?? 0;
        if (count > 63) fault = Fault.shift;
        else if (text[at] === Op.SHL64) shiftLeft64(words, A, B, count);
        else shiftRight64(words, A, B, count, d === 1);
        break;
      }
      case Op.EQ:
        words[A] = words[B] === words[C] ? 1 : 0;
        break;
      case Op.LT:
      case Op.LE: {
        const x = d === 1 ? (words[B] ?? 0) | 0 : (words[B] ?? 0);
        const y = d === 1 ? (words[C] ?? 0) | 0 : (words[C] ?? 0);
        words[A] = (text[at] === Op.LT ? x < y : x <= y) ? 1 : 0;
        break;
      }
      case Op.EQ64:
        words[A] = equal64(words, B, C) ? 1 : 0;
        break;
      case Op.LT64:
        words[A] = less64(words, B, C, d === 1) ? 1 : 0;
        break;
      case Op.LE64:
        words[A] = less64(words, C, B, d === 1) ? 0 : 1;
        break;
      case Op.OFFSET:
        words[A] = words[B] === 0 ? 0 : (words[B] ?? 0) + Math.imul(words[C] ?? 0, d);
        break;
      case Op.BOUNDS:
        if ((words[A] ?? 0) >= b) fault = Fault.index;
        break;
      case Op.JUMP:
        pc = a;
        break;
      case Op.JUMP_ZERO:
        if (words[A] === 0) pc = b;
        break;
      case Op.JUMP_NOT:
        if (words[A] !== 0) pc = b;
        break;
      case Op.LOAD:
      case Op.STORE: {
        const address = addressOf(program, words, fp, b, c, e);
        const ghost = routine || code.info[pc - 1]?.ghost === true;
        if (address === 0) fault = Fault.pointer;
        else if (text[at] === Op.LOAD) load(m, A, address, d, ghost);
        else store(m, A, address, d, ghost);
        break;
      }
      case Op.BIT: {
        const address = addressOf(program, words, fp, b, c, -64);
        const bit = words[fp + d] ?? 0;
        if (address === 0) fault = Fault.pointer;
        else if (bit > 63 || words[fp + d + 1] !== 0) fault = Fault.shift;
        else bitOperation(m, a < 0 ? -1 : A, address, bit, e, routine || code.info[pc - 1]?.ghost === true);
        break;
      }
      case Op.EXCHANGE: {
        const width = e & 3;
        const address = addressOf(program, words, fp, b, c, code.info[pc - 1]?.touches ?? 0);
        if (address === 0) fault = Fault.pointer;
        else exchange(m, A, address, fp + d, e >> 2, width, typeAt(program, address));
        break;
      }
      case Op.PRIMITIVE: {
        args = C;
        result = 0;
        primitives[a]?.(call);
        if (e > 0) words[B] = result;
        if (e === 2) words[B + 1] = result < 0 ? 0xffffffff : 0;
        break;
      }
      case Op.BARRIER:
        break;
      case Op.WAIT:
        if (words[A] !== 0) break;
        if (!routine) return 'blocked';
        fault = Fault.forever;
        break;
      case Op.CHOOSE:
        if (!canChoose(words, B, c)) fault = Fault.argument;
        words[A] = Math.min(Math.max(0, outcome), (words[B] ?? 1) - 1);
        break;
      default:
        fault = Fault.runaway;
    }
    if (fault !== 0) break;
  }
  if (fault !== 0) {
    words[base] = pc - 1;
    words[base + 1] = fault;
    clear(words, fp, code.slots, -1);
    return 'oops';
  }
  words[base] = pc;
  const clears = code.clears[pc];
  if (clears !== undefined) for (const slot of clears) words[fp + slot] = 0;
  return 'rests';
}

/** Zeroes all slots but the two of a result. */
function clear(words: Uint32Array, fp: number, slots: number, keep: number): void {
  for (let slot = 0; slot < slots; slot++)
    if (keep < 0 || slot < keep || slot > keep + 1) words[fp + slot] = 0;
}
