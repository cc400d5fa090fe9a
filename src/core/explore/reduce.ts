/**
 * Which thread may go on alone: where what it does next has nothing to do with anything the others will ever do, the order makes no
 * difference, and trying one is enough (a persistent set of one thread, Godefroid 1996; the cycle proviso is the search's).
 *
 * What "the others will ever do" is learned and not guessed: the places that a thread has touched from a place in its text, on any
 * path so far. A search that has trusted what turned out to be more asks again (`grown`) and goes back. That is enough: take a
 * shortest run of the full graph that touches what was not learned. All its steps before respect what was learned, so the reduced
 * graph has it too, with steps in between that are independent of them; and there the step touches the same place first.
 */
import type { Reducible } from '../step/steppable.ts';

const READ = 1;
const WRITE = 2;

export class Reducer {
  private readonly thing: Reducible;
  private readonly order: boolean;
  /** Places by the order in which they were met, so that sets of them are short. */
  private readonly places = new Map<number, number>();
  /** By number, what the place is. */
  private readonly names: number[] = [];
  /** By thread and site: what it may still touch from there, a READ and a WRITE bit a place. */
  private readonly later: Map<number, Uint8Array>[];
  /** By thread: what it may ever touch. */
  private readonly ever: Uint8Array[];
  /** By thread, own number and shared one: what was learned of a thread that could not move. */
  private readonly attempted: Set<string>[];
  /** By move: its footprint, as 4 × place + bits. */
  private readonly footprints: (Int32Array | undefined)[] = [];
  private looked = 0;
  /** Counts how often something was learned that may make a thread's going on alone wrong. */
  grown = 0;

  /** By thread: those that may stand in its place in another state of the same class, itself among them. */
  private readonly alike: readonly (readonly number[])[];

  /**
   * `order`: what the others may do counts from where they are; without it, all that they ever do. `symmetry`: whether states are kept
   * in another order of their threads, so that what one does may next be done by another.
   */
  constructor(thing: Reducible, order: boolean, symmetry: boolean) {
    this.thing = thing;
    this.order = order;
    // From now on it is watched.
    this.looked = thing.looked().size;
    this.alike = thing.locals.map((_, thread) =>
      symmetry ? (thing.alike.find((group) => group.includes(thread)) ?? [thread]) : [thread],
    );
    this.later = thing.locals.map(() => new Map<number, Uint8Array>());
    this.ever = thing.locals.map(() => new Uint8Array(64));
    this.attempted = thing.locals.map(() => new Set<string>());
  }

  /** Learns from what a thread does there, or looks at where it cannot move. */
  learn(thread: number, local: number, shared: number): void {
    const { thing } = this;
    const first = thing.move(thread, local, shared);
    if (first < 0) {
      const key = `${local} ${shared}`;
      if (this.attempted[thread]?.has(key) !== false) return;
      this.attempted[thread].add(key);
      this.add(thread, thing.site(thread, local), this.numbered(thing.footprint(thread, local, shared, -1)));
      return;
    }
    for (let move = first; move >= 0; move = thing.nextMove(move)) {
      if (this.footprints[move] !== undefined) continue;
      this.add(thread, thing.site(thread, local), this.footprintOf(thread, local, shared, move));
    }
    if (thing.looked().size > this.looked) {
      this.looked = thing.looked().size;
      this.grown++;
    }
  }

  /** Whether all that a thread can do in a state is independent of all that the others may still do. */
  mayGoAlone(row: Uint32Array, thread: number): boolean {
    const { thing } = this;
    const local = row[thread] ?? 0;
    const shared = row[thing.threads] ?? 0;
    let move = thing.move(thread, local, shared);
    if (move < 0) return false;
    for (; move >= 0; move = thing.nextMove(move))
      if (!this.independent(row, thread, this.footprintOf(thread, local, shared, move))) return false;
    return true;
  }

  private independent(row: Uint32Array, thread: number, footprint: Int32Array): boolean {
    const { thing } = this;
    for (const touched of footprint) {
      const place = touched >> 2;
      const writes = (touched & WRITE) !== 0;
      if (writes && this.isLookedAt(place)) return false;
      for (let other = 0; other < thing.threads; other++) {
        if (other === thread) continue;
        const bits = this.from(other, row[other] ?? 0)?.[place] ?? 0;
        if (writes ? bits !== 0 : (bits & WRITE) !== 0) return false;
      }
    }
    return true;
  }

  private from(thread: number, local: number): Uint8Array | undefined {
    return this.order ? this.later[thread]?.get(this.thing.site(thread, local)) : this.ever[thread];
  }

  private isLookedAt(place: number): boolean {
    const looked = this.thing.looked();
    const name = this.names[place] ?? -1;
    if (looked.has(name)) return true;
    const owner = this.thing.ownerOf(name);
    return (this.alike[owner] ?? []).some((thread) => looked.has(this.thing.likePlace(name, thread)));
  }

  private footprintOf(thread: number, local: number, shared: number, move: number): Int32Array {
    this.footprints[move] ??= this.numbered(this.thing.footprint(thread, local, shared, move));
    return this.footprints[move];
  }

  /** Places as the short numbers of this reducer, each once. */
  private numbered(touched: readonly number[]): Int32Array {
    const bits = new Map<number, number>();
    for (const t of touched) {
      const name = t >> 1;
      const place = this.numberOf(name);
      bits.set(place, (bits.get(place) ?? 0) | ((t & 1) === 1 ? WRITE : READ));
    }
    return Int32Array.from(bits, ([place, b]) => (place << 2) | b);
  }

  private numberOf(name: number): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  /** What a thread that stands in another's place would have touched where that has touched `footprint`. */
  private asOf(footprint: Int32Array, thread: number, as: number): Int32Array {
    const { thing } = this;
    const like = (place: number, whose: number): number =>
      this.numberOf(thing.likePlace(this.names[place] ?? 0, whose));
    const [group = []] = [this.alike[thread]];
    return Int32Array.from(
      [...footprint].flatMap((touched) => {
        const [place, bits] = [touched >> 2, touched & (READ | WRITE)];
        const owner = thing.ownerOf(this.names[place] ?? -1);
        if (!group.includes(owner)) return [touched];
        const owners = owner === thread ? [as] : group.filter((other) => other !== as);
        return owners.map((whose) => (like(place, whose) << 2) | bits);
      }),
    );
  }

  private add(thread: number, site: number, footprint: Int32Array): void {
    const alike = this.alike[thread] ?? [];
    for (const as of alike)
      this.addTo(as, site, alike.length > 1 ? this.asOf(footprint, thread, as) : footprint);
  }

  /** Adds a footprint to what may be touched from a site, and from all sites before it. */
  private addTo(thread: number, site: number, footprint: Int32Array): void {
    const sets = this.later[thread];
    if (sets === undefined) return;
    this.ever[thread] = this.joined(this.ever[thread], footprint) ?? this.ever[thread] ?? new Uint8Array(0);
    const open = [site];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const more = this.joined(sets.get(at), footprint);
      if (more === null) continue;
      sets.set(at, more);
      open.push(...this.thing.sitesBefore(thread, at));
    }
  }

  /** The set with a footprint in it; null if it was. */
  private joined(set: Uint8Array | undefined, footprint: Int32Array): Uint8Array | null {
    let wide = set ?? new Uint8Array(64);
    if (wide.length < this.places.size) {
      const wider = new Uint8Array(2 * this.places.size);
      wider.set(wide);
      wide = wider;
    }
    let news = set === undefined;
    for (const touched of footprint) {
      const place = touched >> 2;
      const bits = wide[place] ?? 0;
      const all = bits | (touched & (READ | WRITE));
      if (all === bits) continue;
      wide[place] = all;
      news = true;
    }
    if (news) this.grown++;
    return news ? wide : null;
  }
}
