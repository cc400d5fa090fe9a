/** Words of 32 bits that are the same in every run of a test. */
export function* randomWords(seed: number): Generator<number, never> {
  let state = seed;
  const half = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 16;
  };
  for (;;) yield ((half() << 16) | half()) >>> 0;
}
