/** How a tag is chosen that is not excluded. Source: Arm ARM J1, AArch64.ChooseNonExcludedTag, AArch64.NextRandomTagBit. */

/** The `offset`-th tag from `start` on that `exclude` (16 bits) leaves; 0 if it leaves none. */
export function nonExcludedTag(start: number, offset: number, exclude: number): number {
  if ((exclude & 0xffff) === 0xffff) return 0;
  const free = (tag: number): number => {
    let found = tag & 0xf;
    while (((exclude >> found) & 1) === 1) found = (found + 1) & 0xf;
    return found;
  };
  let tag = offset === 0 ? free(start) : start;
  for (let i = 0; i < offset; i++) tag = free(tag + 1);
  return tag;
}

/** Four bits of RGSR_EL1's shift register: what they are, and the seed after them. */
export function randomBits(seed: number): { readonly bits: number; readonly seed: number } {
  let bits = 0;
  let next = seed & 0xffff;
  for (let i = 0; i < 4; i++) {
    const top = ((next >> 5) ^ (next >> 3) ^ (next >> 2) ^ next) & 1;
    next = (top << 15) | (next >> 1);
    bits |= top << i;
  }
  return { bits, seed: next };
}
