/** Model C text to a program: parse, declare, check, lower. Never throws; what is wrong comes back as sentences. */
import { check } from './check.ts';
import { Declarations } from './declare.ts';
import { Diagnostics } from './diagnostics.ts';
import type { Emitter } from './emit.ts';
import { initialWords } from './initial.ts';
import { leftovers } from './liveness.ts';
import { lowerThread } from './lower.ts';
import type { Target } from './scope.ts';
import { parse } from './parse.ts';
import type { PrimitiveSignature } from './primitives.ts';
import type {
  CellClass,
  Diagnostic,
  FunctionInfo,
  Program,
  SourceFile,
  Span,
  ThreadCode,
} from './program.ts';
import { leavesOf } from './types.ts';
import { hidePrivateLoads, nameOperations } from './visible.ts';

export interface CompileInput {
  readonly sources: readonly SourceFile[];
  /** Replace #defines of the same name. */
  readonly constants: Readonly<Record<string, number>>;
  readonly primitives: readonly PrimitiveSignature[];
  readonly threads: readonly {
    readonly name: string;
    readonly entry: string;
    readonly args: readonly number[];
  }[];
  /** Functions without parameters that run to their end in one go: the prologue, the predicates. */
  readonly routines: readonly string[];
}

export type Compiled = { readonly program: Program } | { readonly diagnostics: readonly Diagnostic[] };

/** Text longer than this is refused, so that compiling stays bounded in time. */
const MOST_TEXT = 500_000;

/** Each word of the state knows its class by a 16-bit number. */
const MOST_CLASSES = 0xffff;

export function compile(input: CompileInput): Compiled {
  const { sources } = input;
  const diagnostics = new Diagnostics(sources);
  const size = sources.reduce((sum, s) => sum + s.text.length, 0);
  if (size > MOST_TEXT) {
    diagnostics.error(
      { file: 0, from: 0, to: 0 },
      `the program is ${size} characters long; at most ${MOST_TEXT} are read`,
    );
    return { diagnostics: diagnostics.inOrder };
  }
  const unit = parse(sources, diagnostics);
  const declarations = new Declarations(unit, input.primitives, input.constants, diagnostics);
  check(declarations);
  if (failed(diagnostics)) return { diagnostics: diagnostics.inOrder };

  const words = initialWords(unit, declarations);
  if (failed(diagnostics)) return { diagnostics: diagnostics.inOrder };
  const { cells, classes, ids } = classify(declarations);
  if (classes.length > MOST_CLASSES) {
    diagnostics.error(
      { file: 0, from: 0, to: 0 },
      `the program has more than ${MOST_CLASSES} globals and fields`,
    );
    return { diagnostics: diagnostics.inOrder };
  }
  const text = ({ file, from, to }: Span): string => sources[file]?.text.slice(from, to) ?? '';
  const target: Target = {
    diagnostics,
    classOf: (name) => ids.get(name) ?? 0,
    primitive: (name) => input.primitives.findIndex((p) => p.name === name),
    text,
  };
  const lowered = (name: string, args: readonly number[], thread: number): Emitter | null => {
    const fn = declarations.functions.get(name);
    if (fn !== undefined && fn.body !== null) return lowerThread(target, thread, fn, args.map(BigInt));
    diagnostics.error(
      { file: 0, from: 0, to: 0 },
      `there is no function \`${name}\`, in which a thread or a property starts`,
    );
    return null;
  };
  const threads = input.threads.map((t, i) => lowered(t.entry, t.args, i));
  const routines = input.routines.map((name) => lowered(name, [], input.threads.length));
  if (failed(diagnostics)) return { diagnostics: diagnostics.inOrder };

  const emitters = threads.filter((t) => t !== null);
  hidePrivateLoads(emitters, cells, classes);
  for (const emitter of emitters) nameOperations(emitter, (call) => firstArgument(text(call)));
  let next = declarations.wordCount;
  const finished = (emitter: Emitter | null, name: string, entry: string): ThreadCode => {
    const done = finish(emitter, name, entry, next);
    next += 2 + done.slots;
    return done;
  };
  const threadCodes = input.threads.map((t, i) => finished(threads[i] ?? null, t.name, t.entry));
  const routineCodes = new Map(
    input.routines.map((name, i) => [name, finish(routines[i] ?? null, name, name, next)]),
  );
  next += Math.max(0, ...[...routineCodes.values()].map((r) => 2 + r.slots));
  const initial = new Uint32Array(next);
  initial.set(words);
  return {
    program: {
      sources,
      constants: new Map([...declarations.constants.known].map(([name, { value }]) => [name, value])),
      globals: declarations.globals,
      functions: functionInfos(declarations),
      threads: threadCodes,
      routines: routineCodes,
      cells,
      classes,
      wordCount: next,
      pageSizes: declarations.pageSizes,
      initialWords: initial,
    },
  };
}

/** A call, since each stage may add to what an earlier one left empty. */
function failed({ list }: Diagnostics): boolean {
  return list.length > 0;
}

/** Which class each word belongs to: the field or the global that it is. */
function classify(declarations: Declarations): {
  cells: Uint16Array;
  classes: CellClass[];
  ids: Map<string, number>;
} {
  const cells = new Uint16Array(declarations.wordCount);
  const classes: CellClass[] = [{ name: '', type: { kind: 'void' }, ghost: false }];
  const ids = new Map<string, number>();
  const ghostFields = new Set(
    [...declarations.structs.values()].flatMap((s) =>
      s.fields.filter((f) => f.ghost).map((f) => `${s.name}.${f.name}`),
    ),
  );
  for (const global of declarations.globals.values()) {
    for (const leaf of leavesOf(global.type)) {
      const name = leaf.owner === '' ? global.name : leaf.owner;
      let id = ids.get(name);
      if (id === undefined) {
        id = classes.length;
        ids.set(name, id);
        classes.push({ name, type: leaf.type, ghost: global.ghost || ghostFields.has(name) });
      }
      cells[global.address + leaf.offset] = id;
    }
  }
  return { cells, classes, ids };
}

function firstArgument(call: string): string {
  const inside = /\(([^,()]*(?:\([^()]*\))?[^,()]*)[,)]/.exec(call)?.[1]?.trim() ?? '';
  return inside.replace(/^&/, '').replaceAll(/\s+/g, ' ').slice(0, 32);
}

function finish(emitter: Emitter | null, name: string, entry: string, base: number): ThreadCode {
  const code = emitter?.code.slice() ?? new Int32Array(0);
  const info = emitter?.info ?? [];
  const slots = emitter?.slots ?? 0;
  const { dead, clears } = leftovers(code, slots, (at) => info[at]?.visible === true);
  const rests = Uint8Array.from(info, (entry) => (entry.visible ? (entry.waits ? 2 : 1) : 0));
  return { name, entry, code, info, frames: emitter?.frames ?? [], rests, base, slots, dead, clears };
}

function functionInfos(declarations: Declarations): Map<string, FunctionInfo> {
  return new Map(
    [...declarations.functions].map(([name, { node }]) => [
      name,
      {
        name,
        span: node.span,
        nameSpan: node.nameSpan,
        doc: node.doc,
        standsFor: node.standsFor,
        ghost: node.ghost,
      },
    ]),
  );
}
