/** Bitmask immediates: N, immr and imms as the value they stand for, and back. Source: Arm ARM, DecodeBitMasks(). */

export interface BitmaskFields {
  readonly N: number;
  readonly r: number;
  readonly s: number;
}

/** The value of `width` bits, or null where the fields are reserved. */
export function bitmaskValue({ N, r, s }: BitmaskFields, width: 32 | 64): bigint | null {
  if (width === 32 && N === 1) return null;
  const log = 31 - Math.clz32((N << 6) | (~s & 0x3f));
  if (log < 1) return null;
  const size = 1 << log;
  const ones = (s & (size - 1)) + 1;
  if (ones === size) return null;
  const rotation = BigInt(r & (size - 1));
  const element = (1n << BigInt(ones)) - 1n;
  const rotated =
    ((element >> rotation) | (element << (BigInt(size) - rotation))) & ((1n << BigInt(size)) - 1n);
  let value = 0n;
  for (let at = 0; at < width; at += size) value |= rotated << BigInt(at);
  return value;
}

/** The fields that stand for `value`, or null if none do. */
export function bitmaskFields(value: bigint, width: 32 | 64): BitmaskFields | null {
  const whole = (1n << BigInt(width)) - 1n;
  if (value <= 0n || value >= whole) return null;
  let size = width as number;
  while (size > 2) {
    const half = size >> 1;
    const mask = (1n << BigInt(half)) - 1n;
    if ((value & mask) !== ((value >> BigInt(half)) & mask)) break;
    size = half;
  }
  const mask = (1n << BigInt(size)) - 1n;
  const element = value & mask;
  let ones = 0;
  for (let bits = element; bits !== 0n; bits >>= 1n) ones += Number(bits & 1n);
  const run = (1n << BigInt(ones)) - 1n;
  for (let r = 0; r < size; r++) {
    const rotation = BigInt(r);
    if ((((run >> rotation) | (run << (BigInt(size) - rotation))) & mask) === element)
      return { N: size === 64 ? 1 : 0, r, s: ((-size << 1) & 0x3f) | (ones - 1) };
  }
  return null;
}
