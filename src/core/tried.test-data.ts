/**
 * Tests only: how much of what is combinatorial a run tries. `npm run quick` tries a little of each, `npm test` a sample, and
 * `npm run soak` all of it, whole or one of equal shares. docs/testing.md says what that comes to.
 */
import process from 'node:process';

export type Tier = 'quick' | 'test' | 'soak';

/** One of so many equal shares of a soak, counted from 0. */
export interface Share {
  readonly nth: number;
  readonly of: number;
}

/** `3/8` as a share; null for no text, which asks for all. Throws at any other text. */
export function readShare(text: string | undefined): Share | null {
  if (text === undefined || text === '') return null;
  const [, nth = NaN, of = NaN] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (!(nth < of)) throw new Error(`TAGSCOPE_SHARE is ${text}, not as 3/8 from 0/8 to 7/8`);
  return { nth, of };
}

function readTier(text: string | undefined): Tier {
  if (text === undefined || text === 'test') return 'test';
  if (text === 'quick' || text === 'soak') return text;
  throw new Error(`TAGSCOPE_TIER is ${text}, not quick, test or soak`);
}

export const tier = readTier(process.env.TAGSCOPE_TIER);
export const share = tier === 'soak' ? readShare(process.env.TAGSCOPE_SHARE) : null;

/** Of a sample, `npm run quick` tries one in so many. */
const QUICK = 5;

/** The cases that this run tries: those that `isSampled` picks; in a soak all, or its share of them. */
export function tried<T>(all: readonly T[], isSampled: (one: T, index: number) => boolean): readonly T[] {
  return casesOf(all, isSampled, tier, share);
}

/** The same for a given tier and share. */
export function casesOf<T>(
  all: readonly T[],
  isSampled: (one: T, index: number) => boolean,
  wanted: Tier,
  part: Share | null,
): readonly T[] {
  if (wanted === 'soak') return part === null ? all : all.filter((_, i) => i % part.of === part.nth);
  const sample = all.filter(isSampled);
  return wanted === 'quick' ? sample.filter((_, i) => i % QUICK === 0) : sample;
}

/** One in `every` cases of a list, beginning with the first. */
export function oneIn(every: number): (one: unknown, index: number) => boolean {
  return (_, index) => index % every === 0;
}

/** A number of random tries, and the seed they start from. */
export interface Batch {
  readonly seed: number;
  readonly runs: number;
}

/** Shares of random tries have each their own seed, so that a soak tries the same whole or in shares. */
const BATCHES = 8;

/** Random tries from a seed: `sample` of them, in a soak `all`, in batches. */
export function batches(seed: number, sample: number, all: number): readonly Batch[] {
  if (tier === 'quick') return [{ seed, runs: Math.ceil(sample / QUICK) }];
  if (tier === 'test') return [{ seed, runs: sample }];
  return tried(
    Array.from({ length: BATCHES }, (_, i) => ({ seed: seed + i, runs: Math.ceil(all / BATCHES) })),
    () => true,
  );
}
