/**
 * The instructions that model C is lowered to: a register machine whose registers are the thread's slots in the state. 32-bit
 * values take one slot, 64-bit values two (low word first). Each instruction is INSTRUCTION_WORDS integers: op, a, b, c, d, e.
 */
export const INSTRUCTION_WORDS = 6;

/**
 * Operands: d, D define a slot (32, 64 bits); u, U use one; `.` is an immediate. LOAD, STORE, BIT, EXCHANGE and PRIMITIVE are
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
  /** a = b + c * d words; b a pointer, c an index. */
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
  /** a = the outcome chosen, 0 to b-1. */
  CHOOSE: 'du',
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

/** The slots an instruction defines and uses, each a single word. */
export function slotsOf(code: ArrayLike<number>, at: number): { defines: number[]; uses: number[] } {
  const [op, a, b, c, d, e] = [0, 1, 2, 3, 4, 5].map((i) => code[at * INSTRUCTION_WORDS + i] ?? 0) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const defines: number[] = [];
  const uses: number[] = [];
  const add = (list: number[], slot: number, words: number): void => {
    for (let i = 0; i < words; i++) list.push(slot + i);
  };
  switch (op) {
    case Op.LOAD: // a dst, b base, c offset, d words, e class
      add(defines, a, d);
      if (b !== NO_SLOT) uses.push(b);
      break;
    case Op.STORE: // a source, b base, c offset, d words, e class
      add(uses, a, d);
      if (b !== NO_SLOT) uses.push(b);
      break;
    case Op.BIT: // a dst or -1, b base, c offset, d slot of the bit number (64 bits), e operation
      if (a !== NO_SLOT) defines.push(a);
      if (b !== NO_SLOT) uses.push(b);
      add(uses, d, 2);
      break;
    case Op.EXCHANGE: // a dst, b base, c offset, d slot of the values (each `words` wide), e operation * 4 + words
      add(defines, a, e & 3);
      if (b !== NO_SLOT) uses.push(b);
      add(uses, d, (e & 3) * (e >> 2 === 0 ? 2 : 1));
      break;
    case Op.PRIMITIVE: // a number, b dst or -1, c slot of the arguments (two words each), d count, e words of the result
      if (b !== NO_SLOT) add(defines, b, e);
      add(uses, c, 2 * d);
      break;
    default: {
      const shape = SHAPES[NAMES[op] ?? 'END'];
      [a, b, c, d].forEach((slot, i) => {
        const role = shape[i];
        if (role === 'd' || role === 'D') add(defines, slot, role === 'D' ? 2 : 1);
        if (role === 'u' || role === 'U') add(uses, slot, role === 'U' ? 2 : 1);
      });
    }
  }
  return { defines, uses };
}

export const EXCHANGE_OPERATIONS = ['cmpxchg', 'xchg', 'fetch_add'] as const;
export const BIT_NUMBERS = ['test', 'set', 'clear', 'test_and_set', 'test_and_clear'] as const;
