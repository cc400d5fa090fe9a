/**
 * A scenario as a model for Spin, the outside oracle. Its states and transitions are ours, one for one: a process a thread, whose every
 * step is one d_step; what a step reaches beyond it (program counters, live locals, memory that changes, marks of properties) is all that
 * Spin's state has. It is a translation of the instructions, not of our graph, so equal numbers say something.
 *
 * Spin is to be run without its reductions (spin -a -o2, gcc -DNOREDUCE): then it stores our states, and reports our transitions + 1
 * (it counts the start). An error is a property newly broken by a transition, or a state in which all are stuck.
 */
import { NO_SLOT, Op, slotsOf } from '../lang/code.ts';
import { isDead } from '../lang/liveness.ts';
import type { Program, ThreadCode } from '../lang/program.ts';
import type { State } from '../machine/state.ts';
import { ARITHMETIC_INLINES, type Slot } from './promela-arithmetic.ts';
import { Refusal, rowAt, statements, stretch } from './promela-code.ts';
import { follow, type Known } from './promela-known.ts';
import { literal, Memory, type Changing } from './promela-memory.ts';
import { neededIn, type Needed } from './promela-needed.ts';
import { primitiveInlines } from './promela-primitives.ts';
import { canGoOn } from './promela-waits.ts';
import { MOST_INSTRUCTIONS_FOR_SPIN, MOST_OUTCOMES_FOR_SPIN } from '../limits.ts';

export type { Changing };

export interface Exported {
  readonly program: Program;
  /** Names of the hardware's primitives, in the order in which the program numbers them. */
  readonly primitives: readonly string[];
  readonly checks: readonly { readonly predicate: string | null; readonly when: 'always' | 'end' }[];
  /** By thread: whether it serves calls for ever. */
  readonly resident: readonly boolean[];
  /** The state before the first step. */
  readonly start: State;
  readonly changing: Changing;
  /** Instructions of each thread that can run. To reach another one is an error in Spin, so that this cannot hide anything. */
  readonly ran: readonly ReadonlySet<number>[];
}

/** A thread's program counter and fault code come before its slots; see core/step/interpret. */
const SLOTS = 2;

const TEMPORARIES = 'flt res dirty a b h i l m n q r s v w to from rl rh wa wf wh wk wl wo wr wt';

/** The model's text, or a sentence that says why there is none. */
export function promela(exported: Exported): { readonly text: string } | { readonly refused: string } {
  try {
    return { text: modelOf(exported) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

function modelOf(exported: Exported): string {
  const { program, start, changing, resident } = exported;
  if (resident.includes(true))
    throw new Refusal('a thread serves calls for ever, and who makes them is not part of the model');
  if (program.constants.get('CONFIG_GUEST_CODE') === 1n)
    throw new Refusal('a guest runs A64 code, and the processor has no model in Promela');
  const blocks = program.constants.get('TAG_BLOCKS') ?? 0n;
  if (blocks < 1n || blocks > 32n)
    throw new Refusal(`${blocks} tag blocks a page are finer than the ints of the export`);
  const memory = new Memory(program, start, changing);
  if (memory.refusal !== null) throw new Refusal(memory.refusal);
  const threads = program.threads.map((code, i) => new Thread(exported, memory, code, i));
  const most = Math.max(0, ...program.threads.map((t) => t.slots));
  const judging = Math.max(0, ...[...program.routines.values()].map((r) => r.slots));
  return [
    memory.declarations(),
    ...threads.map((t) => t.declarations),
    '/* What lives within one step only. */',
    ...TEMPORARIES.split(' ').map((name) => `hidden int h_${name};`),
    ...Array.from({ length: most + 1 }, (_, i) => `hidden int x_${i};`),
    ...Array.from({ length: judging + 1 }, (_, i) => `hidden int q_${i};`),
    primitiveInlines(program, memory),
    ARITHMETIC_INLINES,
    `#define ALL_OVER (${threads.map((t) => t.over).join(' && ')})`,
    ...threads.map((t) => t.process(judge(exported, memory, t.index))),
    '',
  ].join('\n');
}

class Thread {
  readonly index: number;
  private readonly code: ThreadCode;
  private readonly memory: Memory;
  private readonly primitives: readonly string[];
  /** Slots that live from one step to another, and their places in this thread's array. */
  private readonly kept = new Map<number, number>();
  private readonly known: Known;
  private readonly needed: Needed;
  private readonly start: State;

  constructor({ start, primitives, ran }: Exported, memory: Memory, code: ThreadCode, index: number) {
    this.index = index;
    this.code = code;
    this.memory = memory;
    this.primitives = primitives;
    this.start = start;
    const pc = start.words[code.base] ?? 0;
    const slots = [...start.words.subarray(code.base + SLOTS, code.base + SLOTS + code.slots)];
    this.known = follow(
      code,
      pc,
      slots.map((v) => v | 0),
      (address) => memory.constant(address),
      (at) => ran[index]?.has(at) === true || rowAt(code, at)[0] === Op.END,
    );
    const { order, value } = this.known;
    if (order.length > MOST_INSTRUCTIONS_FOR_SPIN)
      throw new Refusal(`${code.name} has ${order.length} instructions, too many for Spin's compiler`);
    // What our own states tell apart Spin's must as well.
    this.needed = neededIn(code, this.known, memory, (at) => {
      if (code.rests[at] === 0) return [];
      return slots
        .map((_, slot) => slot)
        .filter((slot) => !isDead(code, at, slot) && value(at, slot) === undefined);
    });
    for (const at of this.rests)
      for (const slot of this.needed.before(at))
        if (!this.kept.has(slot)) this.kept.set(slot, this.kept.size);
  }

  private get rests(): number[] {
    return this.known.order.filter((at) => this.code.rests[at] !== 0);
  }
  private get pc(): string {
    return `p${this.index}`;
  }
  private readonly slot: Slot = (slot) => {
    const place = this.kept.get(slot);
    return place === undefined ? `x_${slot}` : `r${this.index}[${place}]`;
  };

  /** A slot just before an instruction. */
  private slotAt(at: number, slot: number): string {
    const value = this.known.value(at, slot);
    return value === undefined ? this.slot(slot) : literal(value);
  }

  get declarations(): string {
    const { base } = this.code;
    const pc = this.start.words[base] ?? 0;
    const needed = this.needed.before(pc);
    const values = [...this.kept.keys()].map((slot) =>
      needed.has(slot) ? (this.start.words[base + SLOTS + slot] ?? 0) : 0,
    );
    return `int ${this.pc} = ${pc};${
      values.length === 0 ? '' : ` int r${this.index}[${values.length}] = { ${values.join(', ')} };`
    }`;
  }

  /** Whether it has ended: with a fault the program counter is negative. */
  get over(): string {
    const ends = this.known.order.filter((at) => rowAt(this.code, at)[0] === Op.END);
    return `(${[`${this.pc} < 0`, ...ends.map((at) => `${this.pc} == ${at}`)].join(' || ')})`;
  }

  /** Slots that may not be zero at the end of a step from there: those needed where it begins, and those it gives a value. */
  private usedFrom(at: number): number[] {
    const { code, known, needed } = this;
    const given = stretch(code, at, known, (to) => code.rests[to] !== 0)
      .filter((i) => !needed.idle(i))
      .flatMap((i) => slotsOf(code.code, i).defines);
    const used = new Set([...needed.before(at), ...given]);
    return [...this.kept.keys()].filter((slot) => used.has(slot));
  }

  /** The outcomes of a step, each an option of its own. */
  private outcomes(at: number): number[] {
    const [op, , number, words] = rowAt(this.code, at);
    if (op !== Op.CHOOSE) return [0];
    const of = this.known.value(at, number) ?? 0;
    if (of < 1 || of > MOST_OUTCOMES_FOR_SPIN || (words === 2 && this.known.value(at, number + 1) !== 0))
      throw new Refusal(
        `a thread chooses among a number of outcomes that is not a constant from 1 to ${MOST_OUTCOMES_FOR_SPIN}`,
      );
    return Array.from({ length: of }, (_, i) => i);
  }

  private zero(slots: readonly number[]): string {
    return slots.map((slot) => `${this.slot(slot)} = 0; `).join('');
  }

  /**
   * The process: loops over steps until it has ended. Each resting point is a d_step, which can begin only where it can go on.
   * (A `break` at the end would leave one more state behind, in which Spin stops; a `goto` does not.)
   */
  process(judging: string): string {
    const { code, memory, pc, slot, known, needed } = this;
    const steps = this.rests.filter((at) => rowAt(code, at)[0] !== Op.END);
    const options = steps
      .flatMap((at) => this.outcomes(at).map((outcome) => ({ at, outcome })))
      .map(({ at, outcome }) => {
        const guard =
          code.rests[at] === 2 ? ` && ${canGoOn(code, at, (s) => this.slotAt(at, s), memory)}` : '';
        const label = `_${at}_${outcome === 0 ? '' : `${outcome}_`}`;
        const used = this.usedFrom(at);
        const body = statements(
          code,
          at,
          {
            known,
            slot,
            idle: needed.idle,
            outcome,
            label,
            never: `assert(false); goto D${label}`,
            fault: (where, kind) => `${pc} = 0 - ${16 * where + kind + 1}; goto C${label}`,
            end: (where) => `${pc} = ${where}; goto C${label};`,
            rest: (where) => {
              if (code.rests[where] === 0) return '';
              const kept = needed.before(where);
              return `${pc} = ${where}; ${this.zero(used.filter((s) => !kept.has(s)))}goto D${label};`;
            },
          },
          memory,
          this.primitives,
        );
        return `  :: d_step { ${pc} == ${at}${guard} -> h_dirty = 0;
${body}
C${label}: h_flt = 0;
D${label}: skip }`;
      });
    const end = `end${this.index}`;
    if (steps.length === 0) return `active proctype T${this.index}() { ${end}: false }`;
    return `
/* ${code.name} */
active proctype T${this.index}() {
  do
  :: atomic {
  if
${options.join('\n')}
  fi;
  d_step { if :: ${this.over} -> ${this.zero([...this.kept.keys()])}skip :: else fi;
${judging}
  };
  if :: ${this.over} -> goto ${end} :: else -> skip fi }
  od;
${end}: false
}`;
  }
}

/** What runs behind each step: the properties that still hold are evaluated, and one that fails is marked and an error. */
function judge({ program, checks, primitives }: Exported, memory: Memory, thread: number): string {
  return checks
    .map(({ predicate, when }, i) => {
      const code = predicate === null ? undefined : program.routines.get(predicate);
      if (code === undefined) return '';
      const label = `${'abcdefgh'[i] ?? 'z'}${thread}_`;
      const mark = program.wordCount + i;
      const slot: Slot = (s) => `q_${s}`;
      const known = follow(code, 0, new Array<number>(code.slots).fill(0), (a) => memory.constant(a));
      const result = code.frames[0]?.resultSlot ?? NO_SLOT;
      const { idle } = neededIn(code, known, memory, (at) =>
        rowAt(code, at)[0] === Op.END && result >= 0
          ? [result, result + 1].filter((s) => s < code.slots)
          : [],
      );
      const body = statements(
        code,
        0,
        {
          known,
          slot,
          idle,
          outcome: 0,
          label,
          never: 'assert(false)',
          fault: () => `h_flt = 0; h_l = 0 - 1; h_h = 0 - 1; goto J${label}`,
          end: () => `${resultOf(code, slot)} goto J${label};`,
          rest: () => '',
        },
        memory,
        primitives,
      );
      const broken =
        when === 'end' ? 'assert(false)' : `${memory.store(mark, '(h_l -> h_l : 1)')} assert(false)`;
      return `if
:: ${when === 'end' ? 'ALL_OVER' : `h_dirty && ${memory.load(mark)} == 0`} ->
${body}
J${label}: if :: (h_l | h_h) != 0 -> ${broken} :: else fi
:: else
fi;`;
    })
    .join('\n');
}

/** The result of a predicate, as h_l and h_h. */
function resultOf(code: ThreadCode, slot: Slot): string {
  const frame = code.frames[0];
  if (frame === undefined || frame.resultSlot < 0) return 'h_l = 0; h_h = 0;';
  const wide = frame.returnType.kind === 'int' && frame.returnType.bits === 64;
  return `h_l = ${slot(frame.resultSlot)}; h_h = ${wide ? slot(frame.resultSlot + 1) : literal(0)};`;
}
