/** One line of a vectors file, of any of the three kinds, run and compared. */
import { disassemble } from '../a64/disassemble.ts';
import { encode } from '../a64/encode.ts';
import { correctedLine } from './dc-zva.ts';
import { runEl0 } from './el0.ts';
import { runEl1 } from './el1.ts';
import { BadLine, Reader } from './line.ts';

/** What came out other than the line says, a sentence each; none if it passed. A line that makes no sense says so. */
export function runVector(text: string): readonly string[] {
  try {
    const value = parsed(text);
    const line = new Reader(correctedLine(value) ?? value, 'the line');
    if (line.has('asm')) return runEncoding(line);
    if (line.has('el')) return line.any('el') === 1 ? runEl1(line) : ['el is not 1'];
    if (line.has('enc')) return runEl0(line);
    return ['this is no vector: it has neither asm, nor el, nor enc'];
  } catch (error) {
    if (error instanceof BadLine) return [error.message];
    throw error;
  }
}

/** Whether a line records a mistake of QEMU's, and was compared with the Arm ARM instead (dc-zva.ts). */
export function isCorrected(text: string): boolean {
  try {
    return correctedLine(parsed(text)) !== null;
  } catch (error) {
    if (error instanceof BadLine) return false;
    throw error;
  }
}

/** What a line calls itself. */
export function vectorName(text: string): string {
  try {
    const { id, asm } = parsed(text) as { id?: unknown; asm?: unknown };
    return typeof id === 'string' ? id : typeof asm === 'string' ? asm : 'a line';
  } catch {
    return 'a line';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new BadLine('this is not JSON');
  }
}

function runEncoding(line: Reader): readonly string[] {
  const asm = line.text('asm');
  const pc = line.wide('pc', 0n);
  const want = Number(line.wide('enc'));
  const isRelative = line.has('pc');
  const objdump = line.has('objdump') ? line.text('objdump') : null;
  for (const name of ['pc', 'objdump']) line.any(name);
  line.done();
  const encoded = encode(asm, { pc, symbol: () => null });
  if (!('word' in encoded)) return [`at column ${encoded.at + 1}: ${encoded.message}`];
  if (encoded.word !== want) return [`is 0x${encoded.word.toString(16)}, not 0x${want.toString(16)}`];
  // GNU objdump writes addresses without 0x, and the nearest symbol behind.
  const written = disassemble(want, pc);
  const ours = isRelative ? written.replace(/0x(?=[0-9a-f]+$)/, '') : written;
  const theirs = objdump?.replace(/ <.*>$/, '') ?? ours;
  return ours === theirs ? [] : [`reads ${ours}, not ${theirs}`];
}
