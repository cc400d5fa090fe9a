/** Values as a kernel reader would write them: pointers by what they point to, descriptors and addresses in hex, errors by name. */
import type { Program } from '../core/lang/program.ts';
import { leavesOf } from '../core/lang/types.ts';
import type { Type } from '../core/lang/types.ts';
import { nameOfPage, nameOfWord } from '../core/step/name.ts';

const ERRORS: Readonly<Record<number, string>> = {
  1: 'EPERM', 2: 'ENOENT', 5: 'EIO', 11: 'EAGAIN', 12: 'ENOMEM', 13: 'EACCES', 14: 'EFAULT', 16: 'EBUSY', 22: 'EINVAL', 25: 'ENOTTY', 38: 'ENOSYS',
}; // prettier-ignore

/** The value of a type that starts at a word. */
export function showWords(program: Program, type: Type, words: Uint32Array, at: number): string {
  const [first] = leavesOf(type);
  if (first === undefined) return '';
  const low = BigInt(words[at + first.offset] ?? 0);
  const wide = first.type.kind === 'int' && first.type.bits === 64;
  const value = wide ? (BigInt(words[at + first.offset + 1] ?? 0) << 32n) | low : low;
  return showConstant(program, type, value);
}

export function showConstant(program: Program, type: Type, value: bigint): string {
  const [first] = leavesOf(type);
  const scalar = first?.type ?? type;
  if (scalar.kind === 'pointer') return showPointer(program, scalar.to, value);
  if (scalar.kind !== 'int') return '';
  if (scalar.bits === 1) return value === 0n ? 'false' : 'true';
  const signed = scalar.signed ? BigInt.asIntN(scalar.bits, value) : BigInt.asUintN(scalar.bits, value);
  if (signed < 0n && signed >= -133n) {
    const name = ERRORS[Number(-signed)];
    return name === undefined ? String(signed) : `-${name}`;
  }
  return signed < 0n || signed > 999n ? hex(signed) : String(signed);
}

function showPointer(program: Program, to: Type, value: bigint): string {
  if (value === 0n) return 'NULL';
  const path =
    to.kind === 'pages' ? nameOfPage(program, Number(value) - 1) : nameOfWord(program, Number(value));
  if (path === null) return `0x${value.toString(16)}`;
  const frame = /^mem_map\[(\d+)\]/.exec(path);
  if (frame !== null)
    return `page frame 0x${(Number(program.constants.get('PFN_BASE') ?? 0n) + Number(frame[1])).toString(16)}`;
  return `&${to.kind === 'struct' ? path.replace(/\.[^.[\]]*$/, (field) => (to.fields[0]?.name === field.slice(1) ? '' : field)) : path}`;
}

function hex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}
