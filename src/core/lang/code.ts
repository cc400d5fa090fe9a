/**
 * The instructions that model C is lowered to: a register machine whose registers are the thread's slots in the state. 32-bit
 * values take one slot, 64-bit values two (low word first). Each instruction is INSTRUCTION_WORDS integers: op, a, b, c, d, e.
 */
export const INSTRUCTION_WORDS = 6;

/**
 * Operands: d, D define a slot (32, 64 bits); u, U use one; `.` is an immediate. LOAD, STORE, BIT, EXCHANGE, PRIMITIVE and CHOOSE are
 * described where they are emitted (lower-memory.ts).
 */
const SHAPES = {
  END: '',
  /** a: fault code. */
  OOPS: '.',
  CONST: 'd.',
  CONST64: 'D..',
  MOVE: 'du',
  MOVE64: 'DU',
  /** b to a, kept to c bits, sign-extended if d. */
  NARROW: 'du..',
  /** 32 to 64 bits, sign-extended if c. */
  WIDEN: 'Du.',
  /** a is whether b is not zero. */
  TRUTH: 'du',
  TRUTH64: 'dU',
  ADD: 'duu',
  SUB: 'duu',
  MUL: 'duu',
  /** d: signed. Division by zero is a fault. */
  DIV: 'duu.',
  REM: 'duu.',
  AND: 'duu',
  OR: 'duu',
  XOR: 'duu',
  SHL: 'duu',
  /** d: arithmetic. A count out of range is a fault. */
  SHR: 'duu.',
  ADD64: 'DUU',
  SUB64: 'DUU',
  MUL64: 'DUU',
  DIV64: 'DUU.',
  REM64: 'DUU.',
  AND64: 'DUU',
  OR64: 'DUU',
  XOR64: 'DUU',
  SHL64: 'DUu',
  SHR64: 'DUu.',
  EQ: 'duu',
  /** d: signed. */
  LT: 'duu.',
  LE: 'duu.',
  EQ64: 'dUU',
  LT64: 'dUU.',
  LE64: 'dUU.',
  /** a = b + c * d words; b a pointer, c an index. From NULL it stays NULL. */
  OFFSET: 'duu.',
  /** Faults unless a < b (an index and an array's length). */
  BOUNDS: 'u.',
  JUMP: '.',
  /** To b if a is zero. */
  JUMP_ZERO: 'u.',
  JUMP_NOT: 'u.',
  LOAD: '',
  STORE: '',
  BIT: '',
  EXCHANGE: '',
  PRIMITIVE: '',
  BARRIER: '',
  /** The thread goes on if a is not zero; otherwise the step that began at b cannot be taken. */
  WAIT: 'u.',
  CHOOSE: '',
} as const;

export type OpName = keyof typeof SHAPES;
const NAMES = Object.keys(SHAPES) as OpName[];

/** Number of each operation. */
export const Op = Object.fromEntries(NAMES.map((name, i) => [name, i])) as Readonly<Record<OpName, number>>;

/** Faults of the model, by code; 0 is none. */
export const FAULTS = [
  '',
  'BUG_ON: what the code takes for impossible happened',
  'a pointer that is NULL or points to no object of its type was followed',
  'an index lies outside its array',
  'a division by zero',
  'a shift by more bits than the value has',
  'wait_until waits for something that can never come true',
  'this code runs on and on without a visible operation',
  'a primitive was given an argument that it cannot work on',
] as const;
export const Fault = {
  bug: 1,
  pointer: 2,
  index: 3,
  division: 4,
  shift: 5,
  forever: 6,
  runaway: 7,
  argument: 8,
} as const;

/** LOAD and STORE: where the address comes from. -1 as base: `offset` alone is the address. */
export const NO_SLOT = -1;

type Visit = ((slot: number) => unknown) | null;

function visit(seen: Visit, slot: number, words: number): void {
  if (seen === null || slot === NO_SLOT) return;
  for (let i = 0; i < words; i++) seen(slot + i);
}

/** Calls `define` and `use` with each slot, a single word, that the instruction defines or uses. */
export function visitSlots(code: ArrayLike<number>, at: number, define: Visit, use: Visit): void {
  const from = at * INSTRUCTION_WORDS;
  const a = code[from + 1] ?? 0;
  const b = code[from + 2] ?? 0;
  const c = code[from + 3] ?? 0;
  const d = code[from + 4] ?? 0;
  const e = code[from + 5] ?? 0;
  switch (code[from]) {
    case Op.LOAD: // a dst, b base, c offset, d words, e class
      visit(define, a, d);
      visit(use, b, 1);
      break;
    case Op.STORE: // a source, b base, c offset, d words, e class
      visit(use, a, d);
      visit(use, b, 1);
      break;
    case Op.BIT: // a dst or -1, b base, c offset, d slot of the bit number (64 bits), e operation
      visit(define, a, 1);
      visit(use, b, 1);
      visit(use, d, 2);
      break;
    case Op.EXCHANGE: // a dst, b base, c offset, d slot of the values (each `words` wide), e operation * 4 + words
      visit(define, a, e & 3);
      visit(use, b, 1);
      visit(use, d, (e & 3) * (e >> 2 === 0 ? 2 : 1));
      break;
    case Op.CHOOSE: // a dst, the outcome chosen, b slot of their number, c words of that
      visit(define, a, 1);
      visit(use, b, c);
      break;
    case Op.PRIMITIVE: // a number, b dst or -1, c slot of the arguments (two words each), d count, e words of the result
      visit(define, b, e);
      visit(use, c, 2 * d);
      break;
    default: {
      const shape = ROLES[code[from] ?? 0] ?? '';
      for (let i = 0; i < shape.length; i++) {
        const slot = code[from + 1 + i] ?? 0;
        const role = shape.charCodeAt(i);
        if (role === DEFINE || role === DEFINE_WIDE) visit(define, slot, role === DEFINE ? 1 : 2);
        else if (role === USE || role === USE_WIDE) visit(use, slot, role === USE ? 1 : 2);
      }
    }
  }
}

/** The slots an instruction defines and uses, as lists. */
export function slotsOf(code: ArrayLike<number>, at: number): { defines: number[]; uses: number[] } {
  const [defines, uses]: [number[], number[]] = [[], []];
  visitSlots(
    code,
    at,
    (slot) => defines.push(slot),
    (slot) => uses.push(slot),
  );
  return { defines, uses };
}

/** By operation: which of its five operands are slots, a bit each from the first on. Where one may be none it is NO_SLOT. */
export const SLOT_OPERANDS: readonly number[] = NAMES.map((name) => {
  switch (name) {
    case 'LOAD':
    case 'STORE':
    case 'CHOOSE':
      return 0b00011;
    case 'BIT':
    case 'EXCHANGE':
      return 0b01011;
    case 'PRIMITIVE':
      return 0b00110;
    default:
      return Array.from(SHAPES[name]).reduce((bits, role, i) => (role === '.' ? bits : bits | (1 << i)), 0);
  }
});

/** By operation: which operand, from 1, is a place in the code; 0 is none. */
export const PLACE_OPERAND: readonly number[] = NAMES.map((name) =>
  name === 'JUMP' ? 1 : ['JUMP_ZERO', 'JUMP_NOT', 'WAIT'].includes(name) ? 2 : 0,
);

const ROLES = NAMES.map((name): string => SHAPES[name]);
const [DEFINE, DEFINE_WIDE, USE, USE_WIDE] = ['d', 'D', 'u', 'U'].map((role) => role.charCodeAt(0));

export const EXCHANGE_OPERATIONS = ['cmpxchg', 'xchg', 'fetch_add'] as const;
export const BIT_NUMBERS = ['test', 'set', 'clear', 'test_and_set', 'test_and_clear'] as const;
