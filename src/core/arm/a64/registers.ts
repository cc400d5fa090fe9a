/** Register operands: `<Xd>`, `<Wn>`, `<Rt>` (as wide as the field z says); with `!` register 31 is the stack pointer. */
import type { Cursor } from './cursor.ts';
import { field, type Operand } from './operand.ts';

/** How a general register is written. */
export function registerName(number: number, width: 32 | 64, stackPointer: boolean): string {
  const letter = width === 64 ? 'x' : 'w';
  if (number < 31) return `${letter}${number}`;
  return stackPointer ? (width === 64 ? 'sp' : 'wsp') : `${letter}zr`;
}

export interface RegisterRead {
  readonly number: number;
  readonly width: 32 | 64;
  readonly stackPointer: boolean;
}

/** Reads any general register; null where there is none. */
export function readRegister(cursor: Cursor): RegisterRead | null {
  cursor.blanks();
  const start = cursor.at;
  const word = cursor.take(/[a-z]\w*/iy)?.toLowerCase();
  const special = SPECIAL[word ?? ''];
  if (special !== undefined) return special;
  const [, letter, digits] = /^([xw])(\d|[12]\d|30)$/.exec(word ?? '') ?? [];
  if (letter !== undefined)
    return { number: Number(digits), width: letter === 'x' ? 64 : 32, stackPointer: false };
  cursor.at = start;
  return null;
}

const SPECIAL: Readonly<Record<string, RegisterRead>> = {
  sp: { number: 31, width: 64, stackPointer: true },
  wsp: { number: 31, width: 32, stackPointer: true },
  xzr: { number: 31, width: 64, stackPointer: false },
  wzr: { number: 31, width: 32, stackPointer: false },
  lr: { number: 30, width: 64, stackPointer: false },
  fp: { number: 29, width: 64, stackPointer: false },
};

/** The operand of a name such as `Xd!`. */
export function registerOperand(name: string): Operand {
  const kind = name.charAt(0);
  const letter = name.charAt(1);
  const stackPointer = name.endsWith('!');
  return {
    letters: letter,
    read: (cursor, fields) => {
      cursor.blanks();
      const start = cursor.at;
      const found = readRegister(cursor);
      const wide =
        kind === 'X' ? 64 : kind === 'W' ? 32 : fields.z === undefined ? null : fields.z === 1 ? 64 : 32;
      if (found === null || (wide !== null && found.width !== wide)) {
        const which =
          wide === null ? 'a register' : `a ${wide}-bit register (${wide === 64 ? 'x' : 'w'}0 to …30)`;
        return cursor.miss(which, start);
      }
      if (found.number === 31 && found.stackPointer !== stackPointer)
        return cursor.miss(
          stackPointer ? 'a register or sp, not the zero register' : 'a register other than sp',
          start,
        );
      if (wide === null) fields.z = found.width === 64 ? 1 : 0;
      fields[letter] = found.number;
      return true;
    },
    write: (fields) => {
      const width = kind === 'X' ? 64 : kind === 'W' ? 32 : field(fields, 'z') === 1 ? 64 : 32;
      return registerName(field(fields, letter), width, stackPointer);
    },
  };
}

/** Two consecutive registers, the first even: CASP's. */
export function pairOperand(letter: string): Operand {
  const one = registerOperand(`R${letter}`);
  return {
    letters: letter,
    read: (cursor, fields, context) => {
      cursor.blanks();
      const start = cursor.at;
      if (!one.read(cursor, fields, context)) return false;
      const first = field(fields, letter);
      if (first % 2 === 1) return cursor.miss('an even register', start);
      if (cursor.take(/,/y) === null) return cursor.miss(',');
      cursor.blanks();
      const second = cursor.at;
      if (!one.read(cursor, fields, context)) return false;
      const follows = field(fields, letter) === first + 1;
      fields[letter] = first;
      return follows || cursor.miss('the register that follows', second);
    },
    write: (fields) => {
      const first = field(fields, letter);
      const width = field(fields, 'z') === 1 ? 64 : 32;
      return first % 2 === 1
        ? null
        : `${registerName(first, width, false)}, ${registerName(first + 1, width, false)}`;
    },
  };
}
