/** A 64-bit digest of a state's content. What is shared between states does not count, only what is in them. */
import type { State } from './state.ts';

const pageDigests = new WeakMap<Uint8Array, readonly [number, number]>();

/** 16 hex digits. The same choices give the same digest in Node and in the page. */
export function digestOf(state: State): string {
  let [a, b] = mixWords(0x9e3779b9, 0x85ebca6b, state.words);
  for (const page of state.pages) {
    const [x, y] = pageDigest(page);
    [a, b] = mix(a, b, x);
    [a, b] = mix(a, b, y);
  }
  return hex(finish(a ^ (b >>> 3))) + hex(finish(b + Math.imul(a, 0xc2b2ae35)));
}

/** Pages are never written once shared, so each is read once. */
function pageDigest(page: Uint8Array): readonly [number, number] {
  const known = pageDigests.get(page);
  if (known !== undefined) return known;
  const words = new Uint32Array(Math.ceil(page.length / 4));
  page.forEach((byte, i) => (words[i >> 2] = (words[i >> 2] ?? 0) | (byte << (8 * (i & 3)))));
  const digest = mixWords(page.length, 0x27d4eb2f, words);
  pageDigests.set(page, digest);
  return digest;
}

function mixWords(seedA: number, seedB: number, words: Uint32Array): [number, number] {
  let a = seedA >>> 0;
  let b = seedB >>> 0;
  for (const word of words) [a, b] = mix(a, b, word);
  return [a, b];
}

function mix(a: number, b: number, word: number): [number, number] {
  const x = Math.imul(a ^ word, 0x01000193);
  const y = Math.imul(b ^ ((word << 13) | (word >>> 19)), 0x5bd1e995);
  return [(x ^ (y >>> 15)) >>> 0, (y + ((x << 7) | (x >>> 25))) >>> 0];
}

function finish(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
