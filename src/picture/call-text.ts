/** A system call as strace prints it. */
import { sizeOf, specOf, type FieldSpec, type Form } from './call-table.ts';

/** Reads bytes of the caller's memory; null where nothing is mapped. */
export type ReadUser = (address: bigint, count: number) => readonly (number | null)[];

const NR_OPENAT = 56n;
const NR_IOCTL = 29n;
/** Longer paths are cut. */
const LONGEST_PATH = 32;

/** `ioctl(4, KVM_ENABLE_CAP, {cap=KVM_CAP_ARM_MTE, flags=0})`; what cannot be read is a pointer. */
export function callText(nr: bigint, args: readonly bigint[], read: ReadUser): string {
  const spec = specOf(nr, args);
  if (nr === NR_IOCTL) {
    const [fd = 0n, request = 0n, argument = 0n] = args;
    const name = spec?.id ?? hexOf(request);
    const plain = spec?.args[1];
    const shown =
      spec !== null && spec.struct !== null
        ? (structText(spec.struct, argument, read) ?? pointerText(argument))
        : plain === undefined
          ? hexOf(argument)
          : numberText(plain.form, argument);
    return `ioctl(${BigInt.asIntN(32, fd)}, ${name}, ${shown})`;
  }
  if (nr === NR_OPENAT) return `openat(AT_FDCWD, ${pathText(args[1] ?? 0n, read)}, O_RDWR)`;
  if (spec === null) return `syscall_${nr}(${args.map(hexOf).join(', ')})`;
  const shown = spec.args.map(({ form }, i) => numberText(form, args[i] ?? 0n));
  if (spec.struct !== null) {
    const at = args[spec.args.length] ?? 0n;
    shown.push(structText(spec.struct, at, read) ?? pointerText(at));
  }
  return `${spec.id}(${shown.join(', ')})`;
}

function structText(struct: readonly FieldSpec[], at: bigint, read: ReadUser): string | null {
  const bytes = read(at, sizeOf(struct));
  if (bytes.some((byte) => byte === null)) return null;
  let offset = 0;
  const fields = struct.map(({ name, size, form }) => {
    const value = littleEndian(bytes.slice(offset, offset + size));
    offset += size;
    return { name: name.replace(/\[\d+\]$/, ''), array: name.endsWith(']'), text: numberText(form, value) };
  });
  const names = [...new Set(fields.map(({ name }) => name))];
  const said = names.map((name) => {
    const elements = fields.filter((one) => one.name === name);
    const texts = elements.map(({ text }) => text).join(', ');
    return `${name}=${elements[0]?.array === true ? `[${texts}]` : texts}`;
  });
  return `{${said.join(', ')}}`;
}

function littleEndian(bytes: readonly (number | null)[]): bigint {
  return bytes.reduceRight((value: bigint, byte) => (value << 8n) | BigInt(byte ?? 0), 0n);
}

/** A number as a field of this form shows it. */
export function numberText(form: Form, value: bigint): string {
  switch (form.kind) {
    case 'decimal':
      return String(value);
    case 'signed':
      return String(BigInt.asIntN(32, value));
    case 'hex':
      return value < 10n ? String(value) : hexOf(value);
    case 'names':
      return form.names.find(([, known]) => known === value)?.[0] ?? hexOf(value);
    case 'bits': {
      const names = form.names.filter(([, bit]) => (value & bit) !== 0n);
      const left = value & ~names.reduce((all, [, bit]) => all | bit, 0n);
      const parts = [...names.map(([name]) => name), ...(left === 0n ? [] : [hexOf(left)])];
      return parts.length === 0 ? form.none : parts.join('|');
    }
  }
}

function pathText(at: bigint, read: ReadUser): string {
  const bytes = read(at, LONGEST_PATH);
  const end = bytes.findIndex((byte) => byte === 0 || byte === null);
  if (bytes[0] === null || bytes[end] === null) return pointerText(at);
  const path = String.fromCharCode(...bytes.slice(0, end < 0 ? LONGEST_PATH : end).map((byte) => byte ?? 0));
  return `"${path}"${end < 0 ? '...' : ''}`;
}

function pointerText(value: bigint): string {
  return value === 0n ? 'NULL' : hexOf(value);
}

function hexOf(value: bigint): string {
  return `0x${value.toString(16)}`;
}
