/** Lets threads that are alike change places in a state's shared words. */
import type { Alike } from './alike.ts';

/**
 * Writes into `words` what it is once the i-th thread of the group is what thread `order[i]` was: each gets the other's elements,
 * and is called by its own name where the other was called by his.
 */
export function exchange(words: Uint32Array, alike: Alike, order: readonly number[]): void {
  const { threads, elements, sizes, names } = alike;
  const from = order.map((thread) => threads.indexOf(thread));
  const before = words.slice();
  threads.forEach((_, i) => {
    elements[i]?.forEach((at, array) => {
      const old = elements[from[i] ?? i]?.[array] ?? at;
      words.set(before.subarray(old, old + (sizes[array] ?? 0)), at);
    });
  });
  for (const { at, called } of names) {
    for (const place of at) {
      const who = from.findIndex((old) => called[old] === words[place]);
      if (who >= 0) words[place] = called[who] ?? 0;
    }
  }
}

/** Which thread's element a word lies in, or -1. (Pages belong to nobody.) */
export function ownerOf(groups: readonly Alike[], word: number): number {
  return spotOf(groups, word)?.thread ?? -1;
}

/** The word at the same spot of another thread's element. */
export function likePlace(groups: readonly Alike[], word: number, thread: number): number {
  const spot = spotOf(groups, word);
  if (spot === null) return word;
  const own = spot.group.elements[spot.group.threads.indexOf(thread)]?.[spot.array];
  return own === undefined ? word : own + spot.offset;
}

function spotOf(
  groups: readonly Alike[],
  word: number,
): { group: Alike; thread: number; array: number; offset: number } | null {
  for (const group of groups) {
    for (const [i, thread] of group.threads.entries()) {
      const array = (group.elements[i] ?? []).findIndex(
        (at, a) => word >= at && word < at + (group.sizes[a] ?? 0),
      );
      if (array >= 0) return { group, thread, array, offset: word - (group.elements[i]?.[array] ?? 0) };
    }
  }
  return null;
}

/** Makes of a thread's slots, which begin at word `slots`, those of another of its group at the same instruction. */
export function renameSlots(
  words: Uint32Array,
  slots: number,
  groups: readonly Alike[],
  instruction: number,
  from: number,
  to: number,
): void {
  const group = groups.find(({ threads }) => threads.includes(from));
  for (const { slot, values } of group?.telling.get(instruction) ?? []) {
    const at = slots + slot;
    const value = words[at] ?? 0;
    if (values === null) words[at] = likePlace(groups, value, to);
    else if (value === values[group?.threads.indexOf(from) ?? -1])
      words[at] = values[group?.threads.indexOf(to) ?? -1] ?? value;
  }
}
