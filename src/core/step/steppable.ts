/**
 * A thing that can be stepped, as the explorer sees it. A state is one number a thread (what only that thread can see) and one for all
 * that is shared; equal numbers mean equal content. A step of a thread depends on its own number and the shared one, and changes only
 * these two. So each (thread, own, shared) is worked out once, however many states it occurs in.
 */
export interface Steppable {
  readonly threads: number;
  /** Where each thread, and what is shared, starts. */
  readonly locals: readonly number[];
  readonly shared: number;
  /** Properties checked after every step; their marks are bits of `broken`. */
  readonly checks: number;
  /**
   * The first of a thread's moves from there, as a number to ask `moveLocal` and its siblings with; -1 if it cannot move. Where the
   * operation chooses there is one move an outcome.
   */
  move(thread: number, local: number, shared: number): number;
  moveLocal(move: number): number;
  moveShared(move: number): number;
  moveOutcome(move: number): number;
  /** The next outcome's move, or -1. */
  nextMove(move: number): number;
  /**
   * What a move reads and writes, for telling which steps conflict: a number a place, twice it for a read and one more for a write.
   * `thread`, `local` and `shared` are those the move starts from.
   */
  touched(thread: number, local: number, shared: number, move: number): readonly number[];
  /** The operation a thread rests before there: the same number for the same place in the text, whichever thread. */
  operation(thread: number, local: number): number;
  /** Which checks have failed by then, a bit each. */
  broken(shared: number): number;
  /** Whether a thread that cannot move there has nothing left to do, rather than being stuck. */
  finished(thread: number, local: number, shared: number): boolean;
  /** Which of the checks that look at the end fail there, a bit each. */
  brokenAtEnd(shared: number): number;
  /** Bit of the check that is 'nothing can go on though something has not ended', or 0. */
  readonly deadlockBit: number;
  /** Bytes that the distinct parts take. */
  bytes(): number;
}

/** A steppable thing that tells enough of its steps and threads to leave interleavings out. */
export interface Reducible extends Steppable {
  /**
   * As `touched`, but with all that a ghost reads and writes, so that steps whose footprints do not conflict can be exchanged. Of a
   * thread that cannot move there (`move` -1): what it looks at to find that out.
   */
  footprint(thread: number, local: number, shared: number, move: number): readonly number[];
  /** Places (not twice) that a check has looked at in any state met so far. */
  looked(): ReadonlySet<number>;
  /** Where in its text a thread rests: a number of its own for each place where it can. */
  site(thread: number, local: number): number;
  /** The sites from which one step may lead to a site. */
  sitesBefore(thread: number, site: number): readonly number[];
  /**
   * Groups of threads that are the same but for their names, as long as none of them does what tells it apart: `move` or `exchanged`
   * throws then, and `toldApart` is true.
   */
  readonly alike: readonly (readonly number[])[];
  readonly toldApart: boolean;
  /** A thread's own number, as the same content is numbered for another thread of its group. */
  rename(thread: number, local: number, as: number): number;
  /** What is shared once the threads of a group have changed places: the i-th of them is now what `order[i]` was. */
  exchanged(group: number, order: readonly number[], shared: number): number;
  /** Which thread of a group a place belongs to, being its own as the others have theirs; -1: none. */
  ownerOf(place: number): number;
  /** Of a place that belongs to a thread of a group, the like place of another thread of that group. */
  likePlace(place: number, thread: number): number;
}
