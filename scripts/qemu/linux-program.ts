/** A program for Linux on arm64 from an image of A64, as `qemu-aarch64` runs it: a static ELF of one segment that may do anything. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Address of the image's first byte, where the program starts. */
export const PROGRAM_BASE = 0x10000000n;
const HEADER_BYTES = 0x1000;
const MOST_SECONDS = 60;

export function hasQemuUser(): boolean {
  return spawnSync('qemu-aarch64', ['--version']).status === 0;
}

/** Runs an image assembled for PROGRAM_BASE; what it wrote, and how it ended. */
export function runUnderLinux(image: Uint8Array): {
  readonly output: Buffer;
  readonly status: number | null;
  readonly signal: string | null;
} {
  const folder = mkdtempSync(join(tmpdir(), 'tagscope-qemu-'));
  const path = join(folder, 'program');
  writeFileSync(path, elfOf(image));
  chmodSync(path, 0o755);
  const { stdout, status, signal } = spawnSync('qemu-aarch64', ['-cpu', 'max', path], {
    timeout: MOST_SECONDS * 1000,
    maxBuffer: 1 << 26,
  });
  rmSync(folder, { recursive: true, force: true });
  return { output: stdout, status, signal };
}

/** Source: System V ABI, chapter 4 (object files); EM_AARCH64 is 183. */
function elfOf(image: Uint8Array): Uint8Array {
  const file = new Uint8Array(HEADER_BYTES + image.length);
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  const half = (at: number, value: number): void => {
    view.setUint16(at, value, true);
  };
  const long = (at: number, value: bigint): void => {
    view.setBigUint64(at, value, true);
  };
  half(16, 2);
  half(18, 183);
  view.setUint32(20, 1, true);
  long(24, PROGRAM_BASE);
  long(32, 64n);
  half(52, 64);
  half(54, 56);
  half(56, 1);
  // One PT_LOAD: readable, writable, executable.
  view.setUint32(64, 1, true);
  view.setUint32(68, 7, true);
  long(72, BigInt(HEADER_BYTES));
  long(80, PROGRAM_BASE);
  long(88, PROGRAM_BASE);
  long(96, BigInt(image.length));
  long(104, BigInt(image.length));
  long(112, 4096n);
  file.set(image, HEADER_BYTES);
  return file;
}
