/**
 * States that differ only in which of some identical threads is which have the same future. Of each such class the search keeps the
 * one in which the threads of a group stand in the order of their own numbers.
 */
import type { Reducible } from '../step/steppable.ts';

export class Symmetry {
  private readonly thing: Reducible;
  /** After `order`: for each thread, which one stood in its place before. */
  readonly was: number[];

  constructor(thing: Reducible) {
    this.thing = thing;
    this.was = thing.locals.map((_, thread) => thread);
  }

  /** Puts the threads of a state, given as the search keeps it, into their order; `was` tells who came from where. */
  order(row: Uint32Array): void {
    const { thing, was } = this;
    for (let thread = 0; thread < was.length; thread++) was[thread] = thread;
    thing.alike.forEach((group, g) => {
      const [first = 0] = group;
      const numbers = group.map((thread) => thing.rename(thread, row[thread] ?? 0, first));
      if (numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0))) return;
      const places = [...group.keys()].sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
      let best = Infinity;
      let order: readonly number[] = [];
      // Of threads whose own numbers are equal any may come first: the one for which what is shared has the least number.
      for (const each of ordersOf(places, numbers)) {
        const threads = each.map((place) => group[place] ?? 0);
        const shared = thing.exchanged(g, threads, row[thing.threads] ?? 0);
        if (shared >= best) continue;
        best = shared;
        order = threads;
      }
      const locals = order.map((thread, i) => thing.rename(thread, row[thread] ?? 0, group[i] ?? 0));
      group.forEach((thread, i) => {
        row[thread] = locals[i] ?? 0;
        was[thread] = order[i] ?? thread;
      });
      row[thing.threads] = best;
    });
  }
}

/** Every order of `places` in which the numbers at them do not fall. */
function ordersOf(places: readonly number[], numbers: readonly number[]): number[][] {
  const [least] = places;
  if (least === undefined) return [[]];
  return places
    .filter((place) => numbers[place] === numbers[least])
    .flatMap((place) =>
      ordersOf(
        places.filter((other) => other !== place),
        numbers,
      ).map((rest) => [place, ...rest]),
    );
}
