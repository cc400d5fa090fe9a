/**
 * Threads that are the same but for their names, so that states in which they have changed places have the same future. Found by
 * comparing their code, which must be equal but for two things: which element of an array of structs is theirs, and what a thread
 * calls itself where it says that it holds a lock. Where anything else differs, or one of these cannot be followed from where it
 * arises to where it goes, the threads can be told apart: they are alike as long as none of them comes there.
 */
import { INSTRUCTION_WORDS, NO_SLOT, Op, slotsOf } from '../lang/code.ts';
import { isDead } from '../lang/liveness.ts';
import type { Program, ThreadCode } from '../lang/program.ts';
import { wordsOf } from '../lang/types.ts';
import { following } from './sites.ts';

/** Threads that are alike, and what of the shared words is whose. */
export interface Alike {
  readonly threads: readonly number[];
  /** By thread of the group: first words of the array elements that are its own, in the same order for all. */
  readonly elements: readonly (readonly number[])[];
  /** Words of each of these elements. */
  readonly sizes: readonly number[];
  /** Words in which a thread may stand by name, and by thread of the group what it is called there. */
  readonly names: readonly { readonly at: readonly number[]; readonly called: readonly number[] }[];
  /**
   * By instruction where a thread rests: slots that tell who it is, and what stands there by thread of the group; null: a pointer
   * into its own element.
   */
  readonly telling: ReadonlyMap<number, readonly Telling[]>;
  /** Instructions, the same for all, at which they are not alike. */
  readonly apart: ReadonlySet<number>;
}

export interface Telling {
  readonly slot: number;
  readonly values: readonly number[] | null;
}

/** Groups of two threads and more; those that are like no other thread are left out. */
export function alikeThreads(program: Program): Alike[] {
  const groups: Alike[] = [];
  const left = new Set(program.threads.keys());
  for (const first of left) {
    left.delete(first);
    let found: Alike | null = null;
    for (const other of left) {
      const more = joined(program, found?.threads ?? [first], other);
      if (more === null) continue;
      found = more;
      left.delete(other);
    }
    if (found !== null) groups.push(found);
  }
  return groups;
}

/** The group with one thread more, or null if that is not like them. */
function joined(program: Program, threads: readonly number[], other: number): Alike | null {
  const all = [...threads, other];
  const [first, ...rest] = all.map((t) => program.threads[t]);
  if (first === undefined) return null;
  const others = rest.filter((code) => sameShape(first, code)).map((code) => code?.code ?? first.code);
  return others.length < rest.length ? null : new Group(program, all, first, others).alike();
}

/** Whether two threads' instructions are the same, whatever values stand in them. */
function sameShape(a: ThreadCode, b: ThreadCode | undefined): boolean {
  if (a.entry !== b?.entry || a.code.length !== b.code.length || a.slots !== b.slots) return false;
  return a.code.every((value, i) => i % INSTRUCTION_WORDS !== 0 || value === b.code[i]);
}

const ADDRESSED: ReadonlySet<number> = new Set([Op.LOAD, Op.STORE, Op.BIT, Op.EXCHANGE]);
const TESTS: ReadonlySet<number> = new Set([Op.TRUTH, Op.JUMP_ZERO, Op.JUMP_NOT]);

/**
 * What is in a slot: a value that differs between the threads (one each), a pointer to the same spot in each thread's own element, the
 * same constant for all, or what cannot be used: a name that was read, or who knows what.
 */
type Held =
  | { readonly kind: 'differs'; readonly values: readonly number[] }
  | { readonly kind: 'inside' }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'read' };

type Slots = ReadonlyMap<number, Held>;

/** Thrown where something cannot be followed; caught in `walk`. */
class NotAlike extends Error {}

class Group {
  private readonly program: Program;
  private readonly threads: readonly number[];
  private readonly first: ThreadCode;
  private readonly others: readonly Int32Array[];
  /** By address of an array: the elements that are the threads' own. */
  private readonly arrays = new Map<number, { size: number; own: readonly number[] }>();
  private readonly telling = new Map<number, readonly Telling[]>();
  /** By class: what the threads are called there. */
  private readonly names = new Map<number, readonly number[]>();

  constructor(
    program: Program,
    threads: readonly number[],
    first: ThreadCode,
    others: readonly Int32Array[],
  ) {
    this.program = program;
    this.threads = threads;
    this.first = first;
    this.others = others;
  }

  alike(): Alike {
    const { program, threads } = this;
    let apart = this.walk();
    // What is whose, and what is a name, is known only once all has been seen.
    for (let known = -1; known < this.arrays.size + this.names.size; apart = this.walk())
      known = this.arrays.size + this.names.size;
    const arrays = [...this.arrays.entries()];
    return {
      threads,
      elements: threads.map((_, i) => arrays.map(([at, { size, own }]) => at + (own[i] ?? 0) * size)),
      sizes: arrays.map(([, { size }]) => size),
      names: [...this.names].map(([cls, called]) => ({
        at: [...program.cells.keys()].filter((at) => program.cells[at] === cls),
        called,
      })),
      telling: this.telling,
      apart,
    };
  }

  /** Follows the code from its start; the instructions at which that failed. */
  private walk(): Set<number> {
    const { first } = this;
    const apart = new Set<number>();
    const seen: (Slots | undefined)[] = [];
    const open: [at: number, slots: Slots][] = [[0, new Map()]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [at, arriving] = next;
      if (at * INSTRUCTION_WORDS >= first.code.length) continue;
      try {
        const slots = this.merged(seen[at], this.atRest(at, arriving));
        if (slots === null) continue;
        seen[at] = slots;
        const after = this.execute(at, slots);
        for (const to of following(first.code, at)) open.push([to, after]);
      } catch (error) {
        if (!(error instanceof NotAlike)) throw error;
        apart.add(at);
      }
    }
    return apart;
  }

  /**
   * What both ways of arriving agree in; null if that is no news. A slot that tells who the thread is, or points into what is a
   * thread's own, on one of the ways only may not be used.
   */
  private merged(known: Slots | undefined, arriving: Slots): Slots | null {
    if (known === undefined) return arriving;
    const both = new Map<number, Held>();
    for (const slot of new Set([...known.keys(), ...arriving.keys()])) {
      const ways = [known.get(slot), arriving.get(slot)];
      const [a, b] = ways;
      if (sameHeld(a, b) && a !== undefined) both.set(slot, a);
      else if (
        ways.some((held) => held !== undefined && (held.kind !== 'constant' || this.isOwn(held.value)))
      )
        both.set(slot, { kind: 'read' });
    }
    const same =
      both.size === known.size && [...both].every(([slot, held]) => sameHeld(held, known.get(slot)));
    return same ? null : both;
  }

  /** Where a thread rests, its slots are the thread's own part of the state: what tells there who it is must be known. */
  private atRest(at: number, slots: Slots): Slots {
    if (this.first.rests[at] === 0) return slots;
    const kept = new Map([...slots].filter(([slot]) => !isDead(this.first, at, slot)));
    const telling: Telling[] = [];
    for (const [slot, held] of kept) {
      if (held.kind === 'read') throw new NotAlike();
      if (held.kind === 'inside') telling.push({ slot, values: null });
      if (held.kind === 'differs') telling.push({ slot, values: held.values });
    }
    this.telling.set(at, telling);
    return kept;
  }

  private execute(at: number, slots: Slots): Slots {
    const { code } = this.first;
    const from = at * INSTRUCTION_WORDS;
    const [op, a, b, c] = Array.from({ length: 4 }, (_, i) => code[from + i] ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    const { defines, uses } = slotsOf(code, at);
    const after = new Map(slots);
    for (const slot of defines) after.delete(slot);
    const telling = uses.filter((slot) => (slots.get(slot)?.kind ?? 'constant') !== 'constant');

    this.mustAgree(op, from);
    if (op === Op.CONST || op === Op.CONST64) {
      after.set(a, this.constantAt(from + 2, b));
    } else if (ADDRESSED.has(op)) {
      const cls = this.address(from, slots.get(b), b, c);
      this.memory(op, from, slots, cls, telling);
      const named = this.names.has(cls) || this.pointsToOwn(cls);
      if (named) for (const slot of defines) after.set(slot, { kind: 'read' });
      if (named && op === Op.BIT) throw new NotAlike();
    } else if (op === Op.MOVE || (op === Op.WIDEN && c === 0)) {
      const held = slots.get(b);
      if (held !== undefined) after.set(a, held);
    } else if (op === Op.OFFSET) {
      if (telling.includes(c)) throw new NotAlike();
      const held = slots.get(b);
      if (held?.kind === 'read') throw new NotAlike();
      if (held?.kind === 'differs') this.own(held.values);
      if (held?.kind === 'constant') this.mustBeFixed(held.value);
      if (held?.kind === 'differs' || held?.kind === 'inside') after.set(a, { kind: 'inside' });
    } else if (op === Op.PRIMITIVE) {
      for (const slot of uses) {
        const held = slots.get(slot);
        if (held?.kind === 'differs') this.own(held.values);
        if (held?.kind === 'read' || (held?.kind === 'constant' && this.isOwn(held.value)))
          throw new NotAlike();
      }
    } else if (TESTS.has(op)) {
      const held = slots.get(op === Op.TRUTH ? b : a);
      if (held?.kind === 'differs' && held.values.includes(0)) throw new NotAlike();
    } else if (op === Op.EQ) {
      const [x, y] = [slots.get(b), slots.get(c)];
      const zero = (held: Held | undefined): boolean => held?.kind === 'constant' && held.value === 0;
      if (telling.length > 0 && !zero(x) && !zero(y)) throw new NotAlike();
    } else if (telling.length > 0) {
      throw new NotAlike();
    }
    return after;
  }

  /** What a load, a store, an atomic does with values that tell who the thread is. */
  private memory(op: number, from: number, slots: Slots, cls: number, telling: readonly number[]): void {
    const { code } = this.first;
    const base = code[from + 2] ?? 0;
    for (const slot of telling) {
      if (slot === base) continue;
      const held = slots.get(slot);
      const wide = op === Op.STORE ? code[from + 4] !== 1 : ((code[from + 5] ?? 0) & 3) !== 1;
      if (op === Op.BIT || wide || held?.kind !== 'differs') throw new NotAlike();
      const { type } = this.program.classes[cls] ?? { type: null };
      if (type?.kind === 'pointer') this.own(held.values);
      else this.name(cls, held.values);
    }
  }

  /** The class that is touched. Where the address differs it must be the same place in each thread's own element. */
  private address(from: number, base: Held | undefined, slot: number, offset: number): number {
    const info = this.first.info[from / INSTRUCTION_WORDS];
    if (slot === NO_SLOT) {
      const values = this.valuesAt(from + 3, offset);
      if (values === null) this.mustBeFixed(offset);
      else this.own(values);
      return this.program.cells[offset] ?? 0;
    }
    if (base?.kind === 'differs') this.own(base.values);
    if (base?.kind === 'constant') this.mustBeFixed(base.value);
    const touches = info?.touches ?? 0;
    if (base?.kind === 'read' || (base === undefined && this.liesInOwn(touches))) throw new NotAlike();
    return touches;
  }

  /** Nothing may differ but an address or a (low word of a) constant. */
  private mustAgree(op: number, from: number): void {
    const { code } = this.first;
    const free =
      ADDRESSED.has(op) && code[from + 2] === NO_SLOT ? 3 : op === Op.CONST || op === Op.CONST64 ? 2 : 0;
    for (let i = 1; i < INSTRUCTION_WORDS; i++)
      if (i !== free && this.valuesAt(from + i, code[from + i] ?? 0) !== null) throw new NotAlike();
  }

  private constantAt(index: number, value: number): Held {
    const values = this.valuesAt(index, value);
    return values === null ? { kind: 'constant', value } : { kind: 'differs', values };
  }

  /** By thread of the group what stands at that place of its code; null if it is the same for all. */
  private valuesAt(index: number, value: number): number[] | null {
    const values = [value, ...this.others.map((code) => code[index] ?? value)];
    return new Set(values).size === 1 ? null : values;
  }

  /** Takes addresses for the same place in an element of its own for each thread. */
  private own(addresses: readonly number[]): void {
    const [first = 0] = addresses;
    for (const { address, type } of this.program.globals.values()) {
      if (type.kind !== 'array' || type.of.kind === 'pages') continue;
      const size = wordsOf(type.of);
      if (first < address || first >= address + size * type.length) continue;
      const own = addresses.map((x) => Math.floor((x - address) / size));
      const known = this.arrays.get(address)?.own ?? own;
      const within = addresses.every(
        (x) =>
          x >= address &&
          x < address + size * type.length &&
          (x - address) % size === (first - address) % size,
      );
      if (!within || new Set(own).size < own.length || known.some((e, i) => e !== own[i]))
        throw new NotAlike();
      this.arrays.set(address, { size, own });
      return;
    }
    throw new NotAlike();
  }

  private name(cls: number, values: readonly number[]): void {
    const known = this.names.get(cls) ?? values;
    const unclear = values.includes(0) || new Set(values).size < values.length;
    if (cls <= 0 || unclear || known.some((v, i) => v !== values[i])) throw new NotAlike();
    this.names.set(cls, values);
  }

  private isOwn(address: number): boolean {
    return [...this.arrays].some(([at, { size, own }]) =>
      own.some((e) => address >= at + e * size && address < at + (e + 1) * size),
    );
  }
  /** Whether words of a class lie in the threads' own elements. Of a class that is not known: whether there are any. */
  private liesInOwn(cls: number): boolean {
    const { cells } = this.program;
    return [...this.arrays].some(([at, { size, own }]) =>
      own.some((e) => cls <= 0 || cells.subarray(at + e * size, at + (e + 1) * size).includes(cls)),
    );
  }
  private mustBeFixed(address: number): void {
    if (this.isOwn(address)) throw new NotAlike();
  }

  /** Whether a class of words holds pointers to structs of which the threads have their own. Nothing maps such values yet. */
  private pointsToOwn(cls: number): boolean {
    const type = this.program.classes[cls]?.type;
    if (type?.kind !== 'pointer') return false;
    const own = [...this.program.globals.values()].some(
      (g) => this.arrays.has(g.address) && g.type.kind === 'array' && g.type.of === type.to,
    );
    if (own) throw new NotAlike();
    return false;
  }
}

function sameHeld(a: Held | undefined, b: Held | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === 'differs' && b.kind === 'differs') return a.values.every((v, i) => v === b.values[i]);
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value;
  return a.kind === b.kind;
}
