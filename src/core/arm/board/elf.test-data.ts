/** ELF executables to load. Source: System V ABI, chapters 4 and 5. */
import type { Segment } from './image.ts';

/** An executable for AArch64 of these segments. */
export function elfOf(segments: readonly Segment[], entry: number): Uint8Array {
  const data = 64 + 56 * segments.length;
  const file = new Uint8Array(segments.reduce((sum, { bytes }) => sum + bytes.length, data));
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 2, true);
  view.setUint16(18, 183, true);
  view.setBigUint64(24, BigInt(entry), true);
  view.setBigUint64(32, 64n, true);
  view.setUint16(54, 56, true);
  view.setUint16(56, segments.length, true);
  let at = data;
  segments.forEach(({ address, bytes, size }, i) => {
    const header = 64 + 56 * i;
    view.setUint32(header, 1, true);
    view.setBigUint64(header + 8, BigInt(at), true);
    view.setBigUint64(header + 24, BigInt(address), true);
    view.setBigUint64(header + 32, BigInt(bytes.length), true);
    view.setBigUint64(header + 40, BigInt(size), true);
    file.set(bytes, at);
    at += bytes.length;
  });
  return file;
}
