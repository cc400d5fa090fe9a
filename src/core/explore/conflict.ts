/** What steps have to do with each other, by the places they touched (see Steppable: twice a place, and one more for a write). */

/** Whether they touch a place in common that one of them writes. */
export function conflict(a: readonly number[], b: readonly number[]): boolean {
  return a.some((x) => b.some((y) => x >> 1 === y >> 1 && ((x | y) & 1) === 1));
}

/** Whether the earlier one writes a place that the later one reads or overwrites. */
export function reaches(earlier: readonly number[], later: readonly number[]): boolean {
  return earlier.some((x) => (x & 1) === 1 && later.some((y) => x >> 1 === y >> 1));
}
