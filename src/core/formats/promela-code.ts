/** Instructions of a thread or a routine as Promela statements, one label an instruction that is jumped to. */
import { Fault, INSTRUCTION_WORDS, NO_SLOT, Op, slotsOf } from '../lang/code.ts';
import type { ThreadCode } from '../lang/program.ts';
import { arithmetic, type Slot } from './promela-arithmetic.ts';
import type { Known } from './promela-known.ts';
import { literal, loadAt, type Memory } from './promela-memory.ts';
import { EXPORTED_PRIMITIVES } from './promela-primitives.ts';

export type Row = readonly [op: number, a: number, b: number, c: number, d: number, e: number];

export function rowAt({ code }: ThreadCode, at: number): Row {
  const word = (i: number): number => code[at * INSTRUCTION_WORDS + i] ?? 0;
  return [word(0), word(1), word(2), word(3), word(4), word(5)];
}

/** What differs between a thread and a routine. */
export interface Frame {
  readonly known: Known;
  /** How a slot is written where nothing is known of it. */
  readonly slot: Slot;
  /** Whether an instruction only gives values that nobody needs. */
  readonly idle: (at: number) => boolean;
  /** The outcome where it chooses. */
  readonly outcome: number;
  /** Prefix of labels. */
  readonly label: string;
  /** What to do where an instruction is reached that should never run. */
  readonly never: string;
  /** Stops with a fault at an instruction. */
  readonly fault: (at: number, code: number) => string;
  /** Comes to its end at an instruction. */
  readonly end: (at: number) => string;
  /** Whether the code stops before an instruction, and what it does there; '' in a routine. */
  readonly rest: (at: number) => string;
}

/** What cannot be exported: a sentence. */
export class Refusal extends Error {}

/** Where an instruction may go on. */
export function successors(code: ThreadCode, at: number, known: Known): number[] {
  const [op, a, b] = rowAt(code, at);
  if (op === Op.END || op === Op.OOPS) return [];
  if (op === Op.JUMP) return [a];
  if (op !== Op.JUMP_ZERO && op !== Op.JUMP_NOT) return [at + 1];
  const value = known.value(at, a);
  if (value === undefined) return [at + 1, b];
  return [(value === 0) === (op === Op.JUMP_ZERO) ? b : at + 1];
}

/** The instructions that may run from one on, up to where the code rests next, in order. */
export function stretch(
  code: ThreadCode,
  from: number,
  known: Known,
  rests: (at: number) => boolean,
): number[] {
  const seen = new Set<number>([from]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const to of successors(code, at, known)) {
      if (rests(to) || !known.runs(to) || seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return [...seen].sort((a, b) => a - b);
}

/** The statements from an instruction on, up to where the code rests next. */
export function statements(
  code: ThreadCode,
  from: number,
  frame: Frame,
  memory: Memory,
  primitives: readonly string[],
): string {
  const targets = new Set<number>();
  const next = (at: number): number[] => successors(code, at, frame.known);
  const order = stretch(code, from, frame.known, (at) => frame.rest(at) !== '');
  // What lies behind each instruction in the text; elsewhere it must be gone to.
  const behind = new Map(order.map((at, i) => [at, order[i + 1]]));
  const rests = new Map<number, string>();
  const goTo = (to: number): string => {
    if (!frame.known.runs(to)) return frame.never;
    const rest = frame.rest(to);
    if (rest === '') targets.add(to);
    else rests.set(to, `S${frame.label}${to}: ${rest}`);
    return `goto ${rest === '' ? 'L' : 'S'}${frame.label}${to}`;
  };
  const lines = order.map((at): [number, string] => {
    const text = statement(code, at, frame, memory, primitives, goTo);
    const [to, other] = next(at);
    const falls = to !== undefined && (to !== behind.get(at) || frame.rest(to) !== '');
    const skipped = other === undefined && text === '' && !falls;
    return [at, `${skipped ? '' : text}${falls ? ` ${goTo(to)};` : ''}`];
  });
  const jumpsIn = from !== order[0];
  if (jumpsIn) targets.add(from);
  return [
    ...(jumpsIn ? [`goto L${frame.label}${from};`] : []),
    ...lines.map(([at, text]) => {
      if (targets.has(at)) return `L${frame.label}${at}: ${text === '' ? 'skip;' : text}`;
      return text;
    }),
    ...rests.values(),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function statement(
  code: ThreadCode,
  at: number,
  frame: Frame,
  memory: Memory,
  primitives: readonly string[],
  goTo: (at: number) => string,
): string {
  const row = rowAt(code, at);
  const [op, a, b, c, d, e] = row;
  const { defines, uses } = slotsOf(code.code, at);
  if (frame.idle(at)) return '';
  const r: Slot = (slot) => {
    const value = uses.includes(slot) && !defines.includes(slot) ? frame.known.value(at, slot) : undefined;
    return value === undefined ? frame.slot(slot) : literal(value);
  };
  const fault = (kind: number): string => frame.fault(at, kind);
  /** Runs `then` with the address of a memory operation, which is known or in h_m. */
  const at_ = (
    cls: number,
    then: (load: (i: number) => string, store: (i: number, value: string) => string) => string,
  ): string => {
    const fixed = b === NO_SLOT ? 0 : frame.known.value(at, b);
    if (fixed !== undefined) {
      if (b !== NO_SLOT && (fixed === 0 || !memory.holdsAt(fixed + c, cls)))
        return `${fault(Fault.pointer)};`;
      return then(
        (i) => memory.load(fixed + c + i),
        (i, value) => memory.store(fixed + c + i, value),
      );
    }
    const body = then(
      (i) => loadAt(i === 0 ? 'h_m' : `h_m + ${i}`),
      (i, value) => `h_w = ${value}; put(h_m${i === 0 ? '' : ` + ${i}`});`,
    );
    return `h_m = ${r(b)} + ${literal(c)}; if :: ${r(b)} != 0 && ${memory.holds('h_m', cls)} -> ${body} :: else -> ${fault(Fault.pointer)} fi;`;
  };
  switch (op) {
    case Op.END:
      return frame.end(at);
    case Op.OOPS:
      return `${fault(a)};`;
    case Op.JUMP:
      return '';
    case Op.JUMP_ZERO:
    case Op.JUMP_NOT:
      if (frame.known.value(at, a) !== undefined) return '';
      return `if :: ${r(a)} ${op === Op.JUMP_ZERO ? '==' : '!='} 0 -> ${goTo(b)} :: else fi;`;
    case Op.LOAD:
      return at_(e, (load) => `${r(a)} = ${load(0)};${d === 2 ? ` ${r(a + 1)} = ${load(1)};` : ''}`);
    case Op.STORE:
      return at_(e, (_, store) => `${store(0, r(a))}${d === 2 ? ` ${store(1, r(a + 1))}` : ''}`);
    case Op.BIT:
      return at_(-64, (load, store) => {
        const half = (i: number): string => {
          const mask = '(1 << (h_b & 31))';
          const value = e === 1 || e === 3 ? `${load(i)} | ${mask}` : `${load(i)} & ~${mask}`;
          const answer = a === NO_SLOT ? '' : `h_v = ((${load(i)} & ${mask}) != 0); `;
          return `${answer}${e === 0 ? '' : store(i, value)}${a === NO_SLOT ? '' : ` ${r(a)} = h_v;`} skip`;
        };
        const outside = `h_b < 0 || h_b > 63 || ${r(d + 1)} != 0`;
        return `h_b = ${r(d)}; if :: ${outside} -> ${fault(Fault.shift)} :: h_b >= 0 && h_b < 32 && ${r(d + 1)} == 0 -> ${half(0)} :: else -> ${half(1)} fi;`;
      });
    case Op.EXCHANGE: {
      const wide = (e & 3) === 2;
      const bits = memory.bitsOf(code.info[at]?.touches ?? 0);
      if (e >> 2 === 2 && bits > 0 && bits < 32)
        throw new Refusal('fetch_add on less than 32 bits is a step that the export does not know');
      return at_(code.info[at]?.touches ?? 0, (load, store) => exchange(row, wide, r, load, store));
    }
    case Op.PRIMITIVE: {
      const name = primitives[a] ?? '';
      if (EXPORTED_PRIMITIVES.get(name) !== d)
        throw new Refusal(`${name} is a primitive that the export does not know`);
      const args = Array.from({ length: 2 * d }, (_, i) => r(c + i)).join(', ');
      const result = e === 0 ? '' : ` ${r(b)} = h_res;${e === 2 ? ` ${r(b + 1)} = h_res >> 31;` : ''}`;
      return `h_res = 0; ${name}(${args}); if :: h_flt -> ${fault(Fault.argument)} :: else fi;${result}`;
    }
    case Op.BARRIER:
      return 'skip;';
    case Op.WAIT:
      return `assert(${r(a)} != 0);`;
    case Op.CHOOSE:
      return `${r(a)} = ${frame.outcome};`;
    default: {
      const text = arithmetic([op, a, b, c, d], r, fault);
      if (text === null) throw new Refusal(`operation ${op} is one that the export does not know`);
      return text;
    }
  }
}

/** Whether an instruction does nothing but give its slots a value, and never faults. */
export function isPure(code: ThreadCode, at: number, known: Known, memory: Memory): boolean {
  const [op, , b, c, , cls] = rowAt(code, at);
  if (op !== Op.LOAD || b === NO_SLOT) return op === Op.LOAD || PURE.has(op);
  const base = known.value(at, b) ?? 0;
  return base !== 0 && memory.holdsAt(base + c, cls);
}
const PURE = new Set([
  ...[
    Op.CONST,
    Op.CONST64,
    Op.MOVE,
    Op.MOVE64,
    Op.NARROW,
    Op.WIDEN,
    Op.TRUTH,
    Op.TRUTH64,
    Op.ADD,
    Op.SUB,
    Op.MUL,
  ],
  ...[Op.AND, Op.OR, Op.XOR, Op.ADD64, Op.SUB64, Op.MUL64, Op.AND64, Op.OR64, Op.XOR64, Op.EQ, Op.LT, Op.LE],
  ...[Op.EQ64, Op.LT64, Op.LE64, Op.OFFSET],
]);

/** cmpxchg, xchg, fetch_add. */
function exchange(
  [, a, , , d, e]: Row,
  wide: boolean,
  r: Slot,
  load: (i: number) => string,
  store: (i: number, value: string) => string,
): string {
  const old = `h_l = ${load(0)};${wide ? ` h_h = ${load(1)};` : ''}`;
  const answer = `${r(a)} = h_l;${wide ? ` ${r(a + 1)} = h_h;` : ''}`;
  const put = (from: number): string => `${store(0, r(from))}${wide ? ` ${store(1, r(from + 1))}` : ''}`;
  if (e >> 2 === 0) {
    const same = wide ? `h_l == ${r(d)} && h_h == ${r(d + 1)}` : `h_l == ${r(d)}`;
    return `${old} if :: ${same} -> ${put(d + (wide ? 2 : 1))} skip :: else fi; ${answer}`;
  }
  if (e >> 2 === 1) return `${old} ${put(d)} ${answer}`;
  if (!wide) return `${old} ${store(0, `h_l + ${r(d)}`)} ${answer}`;
  return `${old} h_v = h_l + ${r(d)}; h_n = h_h + ${r(d + 1)} + LTU(h_v, h_l); ${store(0, 'h_v')} ${store(1, 'h_n')} ${answer}`;
}
