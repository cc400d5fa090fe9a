/**
 * Pre-copy of a whole guest, page by page, tags included: what migrate.c does with one page, at the size of a real guest. The guest retags
 * its heap meanwhile; what it writes is drawn from a seed. (Passes until little is left, then the guest is stopped: QEMU and others.)
 */
import { GRANULES_A_PAGE, setTag, TAG_BYTES_A_PAGE, tagAt } from '../machine/state.ts';

/** What the destination has of a page. */
export const NOT_SENT = 0;
export const SAME = 1;
/** Sent, and written by the guest since. */
export const WRITTEN = 2;

export interface Precopy {
  /** All pages' tags, two a byte: where the guest is, and where it will be. */
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** By page, one of the three above. */
  readonly pages: Uint8Array;
  /** The log of the slot: pages written since it was asked last. */
  readonly log: Uint8Array;
  /** Pages that this pass sends, and how many of them it has. */
  passes: { readonly pages: readonly number[]; sent: number };
  pass: number;
  /** The guest runs no more: what is sent now is sent for the last time. */
  stopped: boolean;
  done: boolean;
  random: number;
}

/** A guest whose heap has filled all of so many pages, and nothing sent. */
export function startPrecopy(seed: number, pages: number): Precopy {
  const migration: Precopy = {
    source: new Uint8Array(pages * TAG_BYTES_A_PAGE),
    destination: new Uint8Array(pages * TAG_BYTES_A_PAGE),
    pages: new Uint8Array(pages),
    log: new Uint8Array(pages),
    passes: { pages: Array.from({ length: pages }, (_, page) => page), sent: 0 },
    pass: 1,
    stopped: false,
    done: false,
    random: seed === 0 ? 1 : seed >>> 0,
  };
  let granule = 0;
  while (granule < pages * GRANULES_A_PAGE) granule = handOut(migration, granule, pages * GRANULES_A_PAGE);
  return migration;
}

/** How much happens in one go. */
export interface Pace {
  /** Pages that the VMM sends. */
  readonly sent: number;
  /** Objects that the guest hands out. */
  readonly written: number;
}

/** The last pass is one of at most so many pages: their time is the time for which the guest stands still. */
export const FEW = 64;

/** The guest writes and the VMM sends. */
export function advance(migration: Precopy, { sent, written }: Pace): void {
  if (migration.done) return;
  for (let i = 0; i < written && !migration.stopped; i++) guestWrites(migration);
  for (let i = 0; i < sent; i++) {
    const page = migration.passes.pages[migration.passes.sent];
    if (page === undefined) nextPass(migration);
    else send(migration, page);
  }
}

/** Ask the log which pages were written; when they are few, stop the guest for them. */
function nextPass(migration: Precopy): void {
  if (migration.stopped) {
    migration.done = true;
    return;
  }
  let dirty = reported(migration);
  if (dirty.length <= FEW) {
    migration.stopped = true;
    // It may have written between the two.
    dirty = [...new Set([...dirty, ...reported(migration)])];
  }
  migration.passes = { pages: dirty, sent: 0 };
  migration.pass++;
}

/** KVM_GET_DIRTY_LOG: the pages, which are protected again. */
function reported({ log }: Precopy): number[] {
  const pages: number[] = [];
  for (let page = 0; page < log.length; page++) if (log[page] === 1) pages.push(page);
  log.fill(0);
  return pages;
}

function send(migration: Precopy, page: number): void {
  const from = page * TAG_BYTES_A_PAGE;
  migration.destination.set(migration.source.subarray(from, from + TAG_BYTES_A_PAGE), from);
  migration.pages[page] = migration.log[page] === 1 ? WRITTEN : SAME;
  migration.passes.sent++;
}

/** Three writes of four go to the sixteenth of memory that is in use. */
function guestWrites(migration: Precopy): void {
  const pages = migration.pages.length;
  const hot = draw(migration, 4) < 3;
  const page = hot ? Math.floor(pages / 2) + draw(migration, Math.ceil(pages / 16)) : draw(migration, pages);
  const first = page * GRANULES_A_PAGE + draw(migration, GRANULES_A_PAGE);
  handOut(migration, first, (page + 1) * GRANULES_A_PAGE);
  migration.log[page] = 1;
  if (migration.pages[page] === SAME) migration.pages[page] = WRITTEN;
}

/** An object of one to ten granules with a tag that is not its neighbour's; where the next could begin. */
function handOut(migration: Precopy, first: number, end: number): number {
  const { source } = migration;
  const before = first === 0 ? 0 : tagAt(source, first - 1);
  const tag = 1 + ((before + draw(migration, 14)) % 15);
  const last = Math.min(end, first + 1 + draw(migration, 10));
  for (let granule = first; granule < last; granule++) setTag(source, granule, tag);
  return last;
}

/** 0 to n-1, by a xorshift generator. */
function draw(migration: Precopy, n: number): number {
  let x = migration.random;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  migration.random = x >>> 0;
  return migration.random % n;
}

export interface Progress {
  readonly same: number;
  readonly written: number;
  readonly notSent: number;
}

/** How many pages are how far. */
export function progressOf({ pages }: Precopy): Progress {
  const counts = [0, 0, 0];
  for (const state of pages) counts[state] = (counts[state] ?? 0) + 1;
  const [notSent = 0, same = 0, written = 0] = counts;
  return { same, written, notSent };
}
