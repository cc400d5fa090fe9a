/**
 * A program as one thread sends it to another. What is known of each instruction is most of it, and as objects takes longer to send than to
 * compile again; so that goes as numbers, and as objects only what many instructions share.
 */
import type { InstructionInfo, Program, Span, ThreadCode } from './program.ts';

export interface PackedProgram {
  /** Whose `info` is empty. */
  readonly program: Program;
  /** By thread, and behind them by routine: for each instruction the row of what is known of it. */
  readonly rows: readonly Int32Array[];
  /** COLUMNS numbers a row. */
  readonly table: Int32Array;
  readonly spans: readonly Span[];
  readonly words: readonly string[];
}

/** Span, statement, frame, access, order, label, class touched, flags. */
const COLUMNS = 8;
const VISIBLE = 1;
const WAITS = 2;
const GHOST = 4;

/** Numbers values in the order in which they are met. */
class Numbering<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<T, number>();
  of(value: T): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}

export function packed(program: Program): PackedProgram {
  const infos = new Numbering<InstructionInfo>();
  const spans = new Numbering<Span>();
  const words = new Numbering<string>();
  const rows = codesOf(program).map(({ info }) => Int32Array.from(info, (one) => infos.of(one)));
  const table = new Int32Array(infos.values.length * COLUMNS);
  infos.values.forEach((info, row) => {
    const flags = (info.visible ? VISIBLE : 0) | (info.waits ? WAITS : 0) | (info.ghost ? GHOST : 0);
    const at = row * COLUMNS;
    table[at] = spans.of(info.span);
    table[at + 1] = spans.of(info.statement);
    table[at + 2] = info.frame;
    table[at + 3] = words.of(info.access);
    table[at + 4] = words.of(info.order);
    table[at + 5] = words.of(info.label);
    table[at + 6] = info.touches;
    table[at + 7] = flags;
  });
  const bare = withInfo(program, () => []);
  return { program: bare, rows, table, spans: spans.values, words: words.values };
}

/** What `packed` was given: entry for entry, and one object where it was one. */
export function unpacked({ program, rows, table, spans, words }: PackedProgram): Program {
  const infos: InstructionInfo[] = [];
  for (let at = 0; at < table.length; at += COLUMNS) {
    const number = (column: number): number => table[at + column] ?? 0;
    const flags = number(7);
    infos.push({
      span: spans[number(0)] ?? NOWHERE,
      statement: spans[number(1)] ?? NOWHERE,
      frame: number(2),
      access: (words[number(3)] ?? 'none') as InstructionInfo['access'],
      visible: (flags & VISIBLE) !== 0,
      waits: (flags & WAITS) !== 0,
      ghost: (flags & GHOST) !== 0,
      order: (words[number(4)] ?? '') as InstructionInfo['order'],
      touches: number(6),
      label: words[number(5)] ?? '',
    });
  }
  return withInfo(program, (code) =>
    Array.from(rows[code] ?? [], (row) => infos[row]).filter((info) => info !== undefined),
  );
}

const NOWHERE: Span = { file: 0, from: 0, to: 0 };

function codesOf({ threads, routines }: Program): readonly ThreadCode[] {
  return [...threads, ...routines.values()];
}

/** The program with other infos, by the number of a code among all. */
function withInfo(program: Program, infoOf: (code: number) => readonly InstructionInfo[]): Program {
  const { threads, routines } = program;
  return {
    ...program,
    threads: threads.map((code, i) => ({ ...code, info: infoOf(i) })),
    routines: new Map(
      [...routines].map(([name, code], i) => [name, { ...code, info: infoOf(threads.length + i) }]),
    ),
  };
}
