/** 64-bit arithmetic on pairs of 32-bit words in the state, low word first. */

/** words[d] = words[a] + words[b]. */
export function add64(w: Uint32Array, d: number, a: number, b: number): void {
  const low = (w[a] ?? 0) + (w[b] ?? 0);
  const high = (w[a + 1] ?? 0) + (w[b + 1] ?? 0) + (low > 0xffffffff ? 1 : 0);
  w[d] = low;
  w[d + 1] = high;
}

/** words[d] = words[a] - words[b]. */
export function subtract64(w: Uint32Array, d: number, a: number, b: number): void {
  const al = w[a] ?? 0;
  const bl = w[b] ?? 0;
  const high = (w[a + 1] ?? 0) - (w[b + 1] ?? 0) - (al < bl ? 1 : 0);
  w[d] = al - bl;
  w[d + 1] = high;
}

/** words[d] = words[a] << count, 0 <= count < 64. */
export function shiftLeft64(w: Uint32Array, d: number, a: number, count: number): void {
  const low = w[a] ?? 0;
  const high = w[a + 1] ?? 0;
  if (count === 0) set(w, d, low, high);
  else if (count < 32) set(w, d, low << count, (high << count) | (low >>> (32 - count)));
  else set(w, d, 0, low << (count - 32));
}

/** words[d] = words[a] >> count, 0 <= count < 64; `signed` fills with the sign. */
export function shiftRight64(w: Uint32Array, d: number, a: number, count: number, signed: boolean): void {
  const low = w[a] ?? 0;
  const high = w[a + 1] ?? 0;
  const fill = signed ? (high | 0) >> 31 : 0;
  if (count === 0) set(w, d, low, high);
  else if (count < 32)
    set(w, d, (low >>> count) | (high << (32 - count)), signed ? (high | 0) >> count : high >>> count);
  else set(w, d, signed ? (high | 0) >> (count - 32) : high >>> (count - 32), fill);
}

/** Multiplication, division and remainder are rare: BigInt does them. The divisor is not zero. */
export function slow64(
  w: Uint32Array,
  d: number,
  a: number,
  b: number,
  op: '*' | '/' | '%',
  signed: boolean,
): void {
  const x = read64(w, a, signed);
  const y = read64(w, b, signed);
  write64(w, d, op === '*' ? x * y : op === '/' ? x / y : x % y);
}

/** words[a] < words[b]. */
export function less64(w: Uint32Array, a: number, b: number, signed: boolean): boolean {
  const ah = w[a + 1] ?? 0;
  const bh = w[b + 1] ?? 0;
  if (ah !== bh) return signed ? (ah | 0) < (bh | 0) : ah < bh;
  return (w[a] ?? 0) < (w[b] ?? 0);
}

export function equal64(w: Uint32Array, a: number, b: number): boolean {
  return w[a] === w[b] && w[a + 1] === w[b + 1];
}

export function read64(w: Uint32Array, a: number, signed = false): bigint {
  const value = (BigInt(w[a + 1] ?? 0) << 32n) | BigInt(w[a] ?? 0);
  return signed ? BigInt.asIntN(64, value) : value;
}

export function write64(w: Uint32Array, d: number, value: bigint): void {
  w[d] = Number(BigInt.asUintN(32, value));
  w[d + 1] = Number(BigInt.asUintN(32, value >> 32n));
}

function set(w: Uint32Array, d: number, low: number, high: number): void {
  w[d] = low;
  w[d + 1] = high;
}
