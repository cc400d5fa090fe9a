/** What an access touches, so that two can be laid over each other: bits of a word, granules or bytes of a page. */
import type { Access } from '../core/machine/access.ts';

export interface Stretch {
  readonly kind: Access['kind'];
  /** A word by its address, a page by its complement. */
  readonly row: number;
  /** Bits of a word; granules or bytes of a page. `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

const BITS = 32;

/** What a step's accesses touch, in their order. */
export function stretchesOf(accesses: readonly Access[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const access of accesses)
    eachStretch(access, (row, from, to) => {
      stretches.push({ kind: access.kind, row, from, to });
    });
  return stretches;
}

/** Tells of each stretch that an access touches. */
export function eachStretch(access: Access, tell: (row: number, from: number, to: number) => void): void {
  if (access.store === 'page') {
    tell(~access.page, access.from, access.to);
    return;
  }
  const { address, width, bit } = access;
  if (bit === undefined) for (let i = 0; i < width; i++) tell(address + i, 0, BITS);
  else tell(address + Math.floor(bit / BITS), bit % BITS, (bit % BITS) + 1);
}

/** Whether they touch something in common that one of them writes. */
export function conflicts(a: readonly Stretch[], b: readonly Stretch[]): boolean {
  return a.some((x) => b.some((y) => (x.kind === 'write' || y.kind === 'write') && overlap(x, y)));
}

/** Whether they have a bit, a granule or a byte in common. */
export function overlap(a: Stretch, b: Stretch): boolean {
  return a.row === b.row && a.from < b.to && b.from < a.to;
}

/** How two steps meet: what the earlier one does to what they have in common, and what the later one does to it. */
export interface Meeting {
  readonly what: Stretch;
  readonly earlier: Access['kind'];
  readonly later: Access['kind'];
}

/**
 * The way in which a later step most depends on an earlier one, or null if they do not conflict: that it reads what the other wrote
 * counts before that it overwrites it, and that before overwriting what the other had read.
 */
export function meetingOf(earlier: readonly Access[], later: readonly Access[]): Meeting | null {
  const [before, after] = [stretchesOf(earlier), stretchesOf(later)];
  for (const [first, second] of WAYS) {
    for (const x of before) {
      const y = after.find((one) => x.kind === first && one.kind === second && overlap(x, one));
      if (y === undefined) continue;
      const what = { kind: second, row: x.row, from: Math.max(x.from, y.from), to: Math.min(x.to, y.to) };
      return { what, earlier: first, later: second };
    }
  }
  return null;
}

const WAYS = [
  ['write', 'read'],
  ['write', 'write'],
  ['read', 'write'],
] as const;
