/** A page-table entry taken apart: what it points at, and its bits by the kernel's names. Stage 1 (and swap) and stage 2. */
export interface NamedBit {
  /** `user`, `dirty`, `MT_NORMAL_TAGGED`. */
  readonly name: string;
  /** Bits of the descriptor, as the manual writes them: `6`, `4:2`. */
  readonly bits: string;
}

export type Entry =
  | { readonly kind: 'none'; readonly value: bigint }
  | {
      readonly kind: 'page';
      readonly value: bigint;
      readonly pfn: number;
      readonly bits: readonly NamedBit[];
    }
  | { readonly kind: 'swap'; readonly value: bigint; readonly type: number; readonly offset: bigint };

/** A bit with what the last step did to it. */
export interface BitMark extends NamedBit {
  readonly change: 'set' | 'cleared' | null;
}

const bit = (value: bigint, at: number): boolean => ((value >> BigInt(at)) & 1n) === 1n;
const field = (value: bigint, high: number, low: number): number =>
  Number((value >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n));
const frameNumber = (value: bigint): number => field(value, 47, 12);

const STAGE_1_BITS: readonly (readonly [number, string])[] = [
  [0, 'valid'],
  [1, 'page'],
  [6, 'user'],
  [7, 'rdonly'],
  [10, 'AF'],
  [11, 'nG'],
  [51, 'write'],
  [53, 'PXN'],
  [54, 'UXN'],
  [55, 'dirty'],
  [56, 'special'],
  [58, 'PROT_NONE'],
];
const MEMORY_TYPES = ['MT_NORMAL', 'MT_NORMAL_TAGGED'];
const SHAREABILITY = [null, null, 'outer shareable', 'inner shareable'];

/** `arch/arm64/include/asm/pgtable-prot.h`, `pgtable.h` (swap entries). */
export function stage1Entry(value: bigint): Entry {
  if (value === 0n) return { kind: 'none', value };
  const present = bit(value, 0) || bit(value, 58);
  if (!present && field(value, 1, 0) === 0) {
    return { kind: 'swap', value, type: field(value, 7, 2), offset: BigInt(field(value, 57, 8)) };
  }
  const memory = field(value, 4, 2);
  const shareability = SHAREABILITY[field(value, 9, 8)] ?? null;
  const bits = [
    ...STAGE_1_BITS.filter(([at]) => bit(value, at)).map(([at, name]) => ({ name, bits: String(at) })),
    { name: MEMORY_TYPES[memory] ?? `AttrIndx ${memory}`, bits: '4:2' },
    ...(shareability === null ? [] : [{ name: shareability, bits: '9:8' }]),
  ];
  return { kind: 'page', value, pfn: frameNumber(value), bits: inOrder(bits) };
}

/** MemAttr of a stage 2 descriptor, by value (Arm ARM D8.6). */
const STAGE2_MEMORY: Readonly<Record<number, string>> = { 0xf: 'Normal', 0x1: 'Device-nGnRE' };

/** `arch/arm64/kvm/hyp/pgtable.c`, stage 2 leaf descriptors. */
export function stage2Entry(value: bigint): Entry {
  if (!bit(value, 0)) return { kind: 'none', value };
  const shareability = SHAREABILITY[field(value, 9, 8)] ?? null;
  const bits = [
    { name: 'valid', bits: '0' },
    ...(bit(value, 1) ? [{ name: 'page', bits: '1' }] : []),
    { name: STAGE2_MEMORY[field(value, 5, 2)] ?? `MemAttr ${field(value, 5, 2)}`, bits: '5:2' },
    ...(bit(value, 6) ? [{ name: 'read', bits: '6' }] : []),
    ...(bit(value, 7) ? [{ name: 'write', bits: '7' }] : []),
    ...(shareability === null ? [] : [{ name: shareability, bits: '9:8' }]),
    ...(bit(value, 10) ? [{ name: 'AF', bits: '10' }] : []),
  ];
  return { kind: 'page', value, pfn: frameNumber(value), bits: inOrder(bits) };
}

/** The set bits, each marked if the last step set it, and after them those that it cleared. */
export function markedBits(before: Entry, after: Entry): readonly BitMark[] {
  if (after.kind !== 'page') return [];
  // An entry that was no page before has no bits to compare: it appeared as a whole.
  if (before.kind !== 'page') return after.bits.map((one) => ({ ...one, change: null }));
  const has = (bits: readonly NamedBit[], { name }: NamedBit): boolean =>
    bits.some((one) => one.name === name);
  return inOrder([
    ...after.bits.map((one) => ({ ...one, change: has(before.bits, one) ? null : ('set' as const) })),
    ...before.bits
      .filter((one) => !has(after.bits, one))
      .map((one) => ({ ...one, change: 'cleared' as const })),
  ]);
}

function inOrder<T extends NamedBit>(bits: readonly T[]): readonly T[] {
  const lowest = ({ bits: text }: T): number => Number(text.split(':').at(-1));
  return [...bits].sort((a, b) => lowest(a) - lowest(b));
}

/** What an entry was, for `was swap 7`. */
export function entrySummary(entry: Entry): string {
  switch (entry.kind) {
    case 'none':
      return 'empty';
    case 'swap':
      return `swap ${entry.offset}`;
    case 'page':
      return `pfn ${hex(entry.pfn)}`;
  }
}

/** `0x41`. */
export function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/** `0x7f20_1000`: four digits a group from the right. */
export function address(value: bigint): string {
  const digits = value.toString(16);
  return `0x${digits.replace(/\B(?=(?:.{4})+$)/g, '_')}`;
}
