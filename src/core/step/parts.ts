/**
 * A system as a Steppable. A thread's program counter and slots are its own part of a state; the rest is shared. Parts are interned by
 * content; a step from a pair of parts is run once by the interpreter and remembered.
 */
import { INSTRUCTION_WORDS, Op } from '../lang/code.ts';
import { Machine } from '../machine/machine.ts';
import { ABSENT, Columns, PairMap, RowTable } from '../machine/intern.ts';
import { alikeThreads, type Alike } from './alike.ts';
import { exchange, likePlace, ownerOf as ownerIn, renameSlots } from './exchange.ts';
import { run, SLOTS } from './interpret.ts';
import { outcomesOf } from './memory.ts';
import { operationsOf } from './operations.ts';
import { SharedPart } from './shared-part.ts';
import { sitesBefore } from './sites.ts';
import { statusOf } from './status.ts';
import { initialState, runRoutine } from './step.ts';
import type { Reducible } from './steppable.ts';
import { latchOf, type System } from './system.ts';
import { touchedPlaces } from './touched.ts';

/** Columns of the table of moves. */
const LOCAL = 0;
const SHARED = 1;
const OUTCOME = 2;
const NEXT = 3;
const NONE = -1;

/** A system's parts: beside stepping, they tell what changes. */
export interface Parts extends Reducible {
  /** Of what is shared, what differs between any two of the parts met so far: words, and 32-bit words of pages by page. */
  changing(): { readonly words: readonly number[]; readonly pages: ReadonlyMap<number, readonly number[]> };
}

/** The explorer's view of a system, from its start. `watch` is told which instructions ran, once for each step worked out. */
export function partsOf(system: System, watch?: (thread: number, at: number) => void): Parts {
  const start = initialState(system);
  const { threads, wordCount } = system.program;
  const part = new SharedPart(start, threads[0]?.base ?? wordCount, wordCount);
  const { words } = part;
  const localRows = threads.map((t) => new RowTable(SLOTS + t.slots));
  const memo = threads.map(() => new PairMap());
  const moves = new Columns(4);
  /** By shared number before its checks were evaluated: the number after. */
  const judged = new Columns(1);
  /** Null until somebody asks. */
  let lookedAt: Set<number> | null = null;
  const brokenOf = new Columns(1);

  const internLocal = (thread: number): number => {
    const code = threads[thread];
    return code === undefined
      ? 0
      : (localRows[thread]?.intern(words.subarray(code.base, code.base + SLOTS + code.slots)) ?? 0);
  };
  const loadLocal = (thread: number, id: number): void => {
    const code = threads[thread];
    const rows = localRows[thread];
    if (code === undefined || rows === undefined) return;
    for (let i = 0; i < SLOTS + code.slots; i++) words[code.base + i] = rows.at(id, i);
  };
  const machine = (): Machine => new Machine({ words, pages: part.pages }, null);

  /** Evaluates the checks that still hold and marks those that fail now. */
  const judge = (unjudged: number): number => {
    while (judged.size <= unjudged) judged.add(NONE);
    const known = judged.at(0, unjudged);
    if (known !== NONE) return known;
    const m = lookedAt === null ? machine() : new Machine({ words, pages: part.pages }, [], true);
    system.checks.forEach((check, i) => {
      const at = latchOf(system, i);
      if (check.when !== 'always' || check.predicate === null || words[at] !== 0) return;
      const found = runRoutine(system, m, check.predicate);
      if (found !== 0n) words[at] = Number(BigInt.asUintN(32, found)) || 1;
    });
    for (const place of touchedPlaces(system.program, m.accesses ?? [])) lookedAt?.add(place >> 1);
    part.touch();
    const after = part.intern();
    judged.put(0, unjudged, after);
    return after;
  };

  /** What was worked out before somebody asked has not been watched for what he asks. */
  const forget = (): void => {
    for (const table of memo) table.clear();
    for (let id = 0; id < judged.size; id++) judged.put(0, id, NONE);
  };
  let groups: readonly Alike[] | null = null;
  const alike = (): readonly Alike[] => {
    if (groups !== null) return groups;
    groups = alikeThreads(system.program);
    forget();
    return groups;
  };
  let toldApart = false;
  const tellApart = (): never => {
    toldApart = true;
    part.discard();
    throw new Error('threads that were taken for alike are not');
  };
  const apartFor = (thread: number): ReadonlySet<number> | undefined =>
    toldApart ? undefined : groups?.find((group) => group.threads.includes(thread))?.apart;

  const workOut = (thread: number, local: number, shared: number): number => {
    const code = threads[thread];
    if (code === undefined) return NONE;
    part.load(shared);
    loadLocal(thread, local);
    const at = (words[code.base] ?? 0) * INSTRUCTION_WORDS;
    if (words[code.base + 1] !== 0 || code.code[at] === Op.END) return NONE;
    const outcomes =
      code.code[at] === Op.CHOOSE
        ? outcomesOf(words, code.base + SLOTS + (code.code[at + 2] ?? 0), code.code[at + 3] ?? 1)
        : 1;
    const apart = apartFor(thread);
    const watcher =
      watch === undefined && apart === undefined
        ? undefined
        : (pc: number): void => {
            watch?.(thread, pc);
            if (apart?.has(pc) === true) tellApart();
          };
    let first = NONE;
    for (let outcome = outcomes - 1; outcome >= 0; outcome--) {
      part.load(shared);
      loadLocal(thread, local);
      const m = machine();
      if (run(system.program, code, m, system.primitives, true, outcome, false, watcher) === 'blocked')
        return NONE;
      if (apart?.has(words[code.base] ?? 0) === true) tellApart();
      part.pages = m.state.pages;
      const own = internLocal(thread);
      part.touch();
      const changed = part.intern();
      first = moves.add(own, changed === shared ? shared : judge(changed), outcome, first);
    }
    return first;
  };

  /** What a step from there reads and writes; `unseen`: by its ghosts too. */
  const placesOf = (
    thread: number,
    local: number,
    shared: number,
    outcome: number,
    unseen: boolean,
  ): readonly number[] => {
    const code = threads[thread];
    if (code === undefined) return [];
    part.load(shared);
    loadLocal(thread, local);
    const m = new Machine({ words, pages: part.pages }, [], unseen);
    run(system.program, code, m, system.primitives, true, outcome);
    part.touch();
    return touchedPlaces(system.program, m.accesses ?? []);
  };

  /** By group and order: the shared number after an exchange, by that before. */
  const exchanges = new Map<number, Int32Array>();
  /** By thread, and by thread it is renamed to: own numbers. */
  const renamed = threads.map(() => threads.map(() => new Columns(1)));

  const operations = operationsOf(system.program);
  /** By move. */
  const touchedBy: (readonly number[] | undefined)[] = [];
  const before = threads.map((code) => sitesBefore(code));

  const shared = part.intern();
  return {
    threads: threads.length,
    locals: threads.map((_, t) => internLocal(t)),
    shared,
    checks: system.checks.length,
    deadlockBit: system.checks.reduce((bits, c, i) => (c.predicate === null ? bits | (1 << i) : bits), 0),
    move(thread, local, from) {
      const table = memo[thread];
      if (table === undefined) return NONE;
      const known = table.get(local, from);
      if (known !== ABSENT) return known;
      const found = workOut(thread, local, from);
      table.set(local, from, found);
      return found;
    },
    moveLocal: (move) => moves.at(LOCAL, move),
    moveShared: (move) => moves.at(SHARED, move),
    moveOutcome: (move) => moves.at(OUTCOME, move),
    nextMove: (move) => moves.at(NEXT, move),
    touched(thread, local, from, move) {
      touchedBy[move] ??= placesOf(thread, local, from, moves.at(OUTCOME, move), false);
      return touchedBy[move];
    },
    footprint: (thread, local, from, move) =>
      placesOf(thread, local, from, move < 0 ? 0 : moves.at(OUTCOME, move), true),
    looked() {
      if (lookedAt === null) {
        lookedAt = new Set();
        forget();
      }
      return lookedAt;
    },
    site: (thread, local) => localRows[thread]?.at(local, 0) ?? 0,
    sitesBefore: (thread, site) => before[thread]?.().get(site) ?? [],
    get alike() {
      return toldApart ? [] : alike().map((group) => group.threads);
    },
    get toldApart() {
      return toldApart;
    },
    rename(thread, local, as) {
      const names = renamed[thread]?.[as];
      if (names === undefined || thread === as) return local;
      while (names.size <= local) names.add(NONE);
      const known = names.at(0, local);
      if (known !== NONE) return known;
      const [from, to] = [threads[thread], threads[as]];
      loadLocal(thread, local);
      if (from !== undefined && to !== undefined) {
        words.copyWithin(to.base, from.base, from.base + SLOTS + from.slots);
        renameSlots(words, to.base + SLOTS, alike(), words[to.base] ?? 0, thread, as);
      }
      names.put(0, local, internLocal(as));
      return names.at(0, local);
    },
    exchanged(group, order, from) {
      const key = order.reduce((sum, thread) => sum * threads.length + thread, group);
      let known = exchanges.get(key) ?? new Int32Array(1024).fill(NONE);
      if (known.length <= from) {
        const longer = new Int32Array(2 * from).fill(NONE);
        longer.set(known);
        known = longer;
      }
      exchanges.set(key, known);
      const found = known[from] ?? NONE;
      const alike = groups?.[group];
      if (found !== NONE || alike === undefined) return found;
      part.load(from);
      exchange(words, alike, order);
      part.touch();
      const to = part.intern();
      // A property that does not hold for the one but for the other tells them apart.
      if (judge(to) !== to) tellApart();
      known[from] = to;
      return to;
    },
    ownerOf: (place) => ownerIn(groups ?? [], place),
    likePlace: (place, thread) => likePlace(groups ?? [], place, thread),
    operation: (thread, local) => operations(thread, localRows[thread]?.at(local, 0) ?? 0),
    broken(id) {
      while (brokenOf.size <= id) brokenOf.add(NONE);
      const known = brokenOf.at(0, id);
      if (known !== NONE) return known;
      part.load(id);
      const bits = system.checks.reduce(
        (sum, _, i) => (words[latchOf(system, i)] === 0 ? sum : sum | (1 << i)),
        0,
      );
      brokenOf.put(0, id, bits);
      return bits;
    },
    finished(thread, local, id) {
      part.load(id);
      loadLocal(thread, local);
      const { kind } = statusOf(system, { words, pages: part.pages }, thread);
      return kind === 'ended' || kind === 'oops' || kind === 'idle';
    },
    brokenAtEnd(id) {
      part.load(id);
      const m = machine();
      return system.checks.reduce((bits, check, i) => {
        if (check.when !== 'end' || check.predicate === null) return bits;
        return runRoutine(system, m, check.predicate) === 0n ? bits : bits | (1 << i);
      }, 0);
    },
    changing: () => part.changing(),
    bytes: () => [part, moves, judged, brokenOf, ...localRows, ...memo].reduce((sum, t) => sum + t.bytes, 0),
  };
}
