/** The 32 bits of an instruction as a pattern: fixed bits, and fields named by a letter. `z0010001 0h iiiiiiiiiiii nnnnn ddddd`. */

/** Values of an instruction's fields, by their letters; unsigned. */
export type Fields = Record<string, number>;

export interface Pattern {
  readonly mask: number;
  readonly value: number;
  /** Each field's lowest bit and how many bits it has. */
  readonly fields: readonly { readonly letter: string; readonly at: number; readonly width: number }[];
}

/** Reads a pattern: 0, 1 and letters, bit 31 first; spaces separate what belongs together for the reader. */
export function patternOf(text: string): Pattern {
  const bits = text.replaceAll(' ', '');
  if (!/^[01a-zA-Z]{32}$/.test(bits)) throw new Error(`a pattern has 32 bits: ${text}`);
  let mask = 0;
  let value = 0;
  const fields: { letter: string; at: number; width: number }[] = [];
  for (let i = 0; i < 32; i++) {
    const at = 31 - i;
    const bit = bits.charAt(i);
    if (bit === '0' || bit === '1') {
      mask |= 1 << at;
      value |= Number(bit) << at;
      continue;
    }
    const last = fields.at(-1);
    if (last?.letter === bit) {
      last.at = at;
      last.width++;
    } else if (fields.some(({ letter }) => letter === bit)) throw new Error(`field ${bit} twice: ${text}`);
    else fields.push({ letter: bit, at, width: 1 });
  }
  return { mask: mask >>> 0, value: value >>> 0, fields };
}

/** Whether `word` has the fixed bits of a pattern. */
export function fits(pattern: Pattern, word: number): boolean {
  return ((word & pattern.mask) ^ pattern.value) === 0;
}

/** The fields of a word that fits. */
export function fieldsOf(pattern: Pattern, word: number): Fields {
  const values: Fields = {};
  for (const { letter, at, width } of pattern.fields) values[letter] = (word >>> at) & (2 ** width - 1);
  return values;
}

/** The word with these fields; one that is not given is 0. */
export function wordOf(pattern: Pattern, values: Fields): number {
  let word = pattern.value;
  for (const { letter, at, width } of pattern.fields)
    word |= ((values[letter] ?? 0) & (2 ** width - 1)) << at;
  return word >>> 0;
}
