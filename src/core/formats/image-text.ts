/** Bytes of memory as a text in assembly language that gives the same bytes: what is an instruction is written as one. */
import { disassemble } from '../arm/a64/disassemble.ts';
import { encode } from '../arm/a64/encode.ts';

/** So many zeros and more are left out by one line. */
const LEAST_ZEROS = 16;
const INDENT = '        ';

/** The text of `bytes` that lie at `base`, a multiple of 4, with a label where `entry` is. */
export function imageText(bytes: Uint8Array, base: number, entry: number): string {
  const lines: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    if (base + at === entry) lines.push('entry:');
    // The label stands between what is in front of it and what is behind.
    const inFront = entry - base - at;
    const end = inFront > 0 && inFront < bytes.length - at ? at + inFront : bytes.length;
    const zeros = zerosFrom(bytes, at, end);
    if (zeros >= LEAST_ZEROS) {
      lines.push(`${INDENT}.skip   ${zeros}`);
      at += zeros;
    } else if ((at & 3) === 0 && end - at >= 4) {
      lines.push(INDENT + wordText(view.getUint32(at, true), BigInt(base + at)));
      at += 4;
    } else {
      lines.push(`${INDENT}.byte   ${hex(bytes[at] ?? 0)}`);
      at++;
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** How many zeros follow each other; whole words, so that what is behind them is read as words again. */
function zerosFrom(bytes: Uint8Array, from: number, end: number): number {
  let to = from;
  while (to < end && bytes[to] === 0) to++;
  return to === end ? to - from : (to & ~3) - from;
}

/** The instruction, if the assembler makes the same word of it; else the word. */
function wordText(word: number, pc: bigint): string {
  const text = disassemble(word, pc);
  const encoded = encode(text, { pc, symbol: () => null });
  return 'word' in encoded && encoded.word >>> 0 === word ? text : `.word   ${hex(word)}`;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
