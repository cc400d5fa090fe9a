/** Addresses before which a run stops: breakpoints. Asked before every instruction of a page that has any, and once a page otherwise. */

export class Stops {
  /** High words by low word, and by the page's low word. */
  private readonly addresses: ReadonlyMap<number, readonly number[]>;
  private readonly pages: ReadonlyMap<number, readonly number[]>;

  constructor(addresses: Iterable<bigint>) {
    const all = [...addresses].map((address) => ({
      low: Number(BigInt.asIntN(32, address)),
      high: Number(BigInt.asIntN(32, address >> 32n)),
    }));
    this.addresses = byLow(all);
    this.pages = byLow(all.map(({ low, high }) => ({ low: low & ~0xfff, high })));
  }

  /** Whether one lies on the page of this address. */
  onPageOf(low: number, high: number): boolean {
    return this.pages.get(low & ~0xfff)?.includes(high) === true;
  }
  has(low: number, high: number): boolean {
    return this.addresses.get(low)?.includes(high) === true;
  }
}

function byLow(
  places: readonly { readonly low: number; readonly high: number }[],
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const { low, high } of places) found.set(low, [...(found.get(low) ?? []), high]);
  return found;
}
