/** A checked program to instructions: lowers threads and routines, decides what a step is, and lays out the words of a state. */
import type { Unit } from './ast.ts';
import type { Declarations } from './declare.ts';
import type { Emitter } from './emit.ts';
import { initialWords } from './initial.ts';
import type { InlinedCalls } from './inlined.ts';
import { leftoversOf, type Leftovers } from './liveness.ts';
import { lowerThread } from './lower.ts';
import type { CellClass, CompileInput, FunctionInfo, Program, Span, ThreadCode } from './program.ts';
import type { Target } from './scope.ts';
import { leavesOf } from './types.ts';
import { hidePrivateLoads, nameOperations, operationsIn, type Lowered } from './visible.ts';
import { MOST_CLASSES } from '../limits.ts';

/** The program, or null where something is wrong with it, which the declarations' diagnostics then say. */
export function generate(
  input: CompileInput,
  unit: Unit,
  declarations: Declarations,
  inlined: InlinedCalls,
): Program | null {
  const { diagnostics } = declarations;
  const { sources } = input;
  const words = initialWords(unit, declarations);
  if (diagnostics.list.length > 0) return null;
  const { cells, classes, ids } = classify(declarations);
  if (classes.length > MOST_CLASSES) {
    diagnostics.error(
      { file: 0, from: 0, to: 0 },
      `the program has more than ${MOST_CLASSES} globals and fields`,
    );
    return null;
  }
  const text = ({ file, from, to }: Span): string => sources[file]?.text.slice(from, to) ?? '';
  const numbers = new Map(input.primitives.map(({ name }, i) => [name, i]));
  const target: Target = {
    diagnostics,
    classOf: (name) => ids.get(name) ?? 0,
    primitive: (name) => numbers.get(name) ?? -1,
    functions: declarations.functions,
    inlined,
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
  if (diagnostics.list.length > 0) return null;

  // The emitters stay as they are, for the next program; entries that change are replaced in the copies.
  const copied = (emitter: Emitter | null): Lowered & { readonly slots: number } => {
    const code = emitter?.code ?? new Int32Array(0);
    const { info = [], frames = [], slots = 0 } = emitter ?? {};
    return { code, info: info.slice(), frames, slots, operations: operationsIn(code) };
  };
  const ownCode = threads.map(copied);
  if (input.everyLoad !== true) hidePrivateLoads(ownCode, cells, classes);
  for (const code of ownCode) nameOperations(code, (call) => firstArgument(text(call)));
  const shared: Leftovers[] = [];
  let next = declarations.wordCount;
  const threadCodes = input.threads.map(({ name, entry }, i): ThreadCode => {
    const done = finish(ownCode[i] ?? copied(null), name, entry, next, shared);
    next += 2 + done.slots;
    return done;
  });
  const routineCodes = new Map(
    input.routines.map((name, i) => [name, finish(copied(routines[i] ?? null), name, name, next, shared)]),
  );
  next += Math.max(0, ...[...routineCodes.values()].map((r) => 2 + r.slots));
  const initial = new Uint32Array(next);
  initial.set(words);
  return {
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
  };
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

function finish(
  { code, info, frames, slots, operations }: Lowered & { readonly slots: number },
  name: string,
  entry: string,
  base: number,
  known: Leftovers[],
): ThreadCode {
  const rests = new Uint8Array(info.length);
  for (const at of operations) {
    const entry = info[at];
    rests[at] = entry?.visible === true ? (entry.waits ? 2 : 1) : 0;
  }
  const { live, clears } = leftoversOf(code, slots, rests, known);
  return { name, entry, code, info, frames, rests, base, slots, live, clears };
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
