/** What a file holds that a board can run: a raw image, an ELF executable that needs no loader, or a text to be assembled. */
import { assemble } from '../a64/assemble.ts';
import type { Complaint } from '../a64/statements.ts';
import { isElf } from './is-elf.ts';

export interface Segment {
  /** Physical address. */
  readonly address: number;
  readonly bytes: Uint8Array;
  /** How much memory it takes; what the file does not fill is zero. */
  readonly size: number;
}
export interface Image {
  readonly segments: readonly Segment[];
  readonly entry: number;
}

/** Bytes that lie at `base`, and start there unless an entry is given. */
export function rawImage(bytes: Uint8Array, base: number, entry = base): Image {
  return { segments: [{ address: base, bytes, size: bytes.length }], entry };
}

/** A text, assembled to lie at `base`. As linkers do, it starts at _start, if it has that. */
export function assembledImage(
  text: string,
  base: number,
): Image | { readonly complaints: readonly Complaint[] } {
  const assembled = assemble(text, BigInt(base));
  if ('complaints' in assembled) return assembled;
  return rawImage(assembled.image, base, Number(assembled.symbols.get('_start') ?? BigInt(base)));
}

const HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const EXECUTABLE = 2;
const AARCH64 = 183;
const LOAD = 1;
const INTERPRETER = 3;

/** Takes a file apart; `base` is where a raw image goes. Source of ELF: System V ABI, chapters 4 and 5. */
export function readImage(file: Uint8Array, base: number): Image | { readonly refused: string } {
  if (!isElf(file)) {
    if (file.length === 0) return { refused: 'the file is empty' };
    return rawImage(file, base);
  }
  if (file.length < HEADER_BYTES) return { refused: 'the ELF header is cut off' };
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (file[4] !== 2 || file[5] !== 1) return { refused: 'the ELF file is not 64 bits, little-endian' };
  if (view.getUint16(18, true) !== AARCH64) return { refused: 'the ELF file is not for AArch64' };
  if (view.getUint16(16, true) !== EXECUTABLE)
    return {
      refused: 'the ELF file is no executable with fixed addresses (link it statically, without -pie)',
    };
  const headers = Number(view.getBigUint64(32, true));
  const count = view.getUint16(56, true);
  if (
    view.getUint16(54, true) !== PROGRAM_HEADER_BYTES ||
    headers + count * PROGRAM_HEADER_BYTES > file.length
  )
    return { refused: "the ELF file's program headers are cut off" };
  const segments: Segment[] = [];
  for (let i = 0; i < count; i++) {
    const at = headers + i * PROGRAM_HEADER_BYTES;
    const type = view.getUint32(at, true);
    if (type === INTERPRETER) return { refused: 'the ELF file wants a loader (link it statically)' };
    if (type !== LOAD) continue;
    const [offset, address, inFile, size] = [8, 24, 32, 40].map((field) =>
      Number(view.getBigUint64(at + field, true)),
    ) as [number, number, number, number];
    if (offset + inFile > file.length || inFile > size)
      return { refused: `segment ${i} of the ELF file is cut off` };
    if (size > 0) segments.push({ address, bytes: file.subarray(offset, offset + inFile), size });
  }
  if (segments.length === 0) return { refused: 'the ELF file has nothing to load' };
  return { segments, entry: Number(view.getBigUint64(24, true)) };
}
