/** Systems made from a text of model C, for tests, and the state of their globals. */
import { compile } from '../lang/compile.ts';
import type { PrimitiveSignature } from '../lang/primitives.ts';
import type { CompileInput } from '../lang/program.ts';
import type { Primitive } from '../machine/primitive.ts';
import type { State } from '../machine/state.ts';
import type { StepRecord } from './record.ts';
import { takeStep } from './step.ts';
import type { System } from './system.ts';

export interface Extras {
  readonly primitives?: readonly (PrimitiveSignature & { readonly does: Primitive })[];
  readonly checks?: System['checks'];
  readonly prologue?: string;
  readonly resident?: readonly boolean[];
  readonly writeUser?: System['writeUser'];
}

/** Threads `CPU 0`, `CPU 1` and so on, each in one of `entries`. */
export function systemOf(text: string, entries: readonly string[], extras: Extras = {}): System {
  const { primitives = [], checks = [], prologue = '' } = extras;
  const predicates = checks.map((c) => c.predicate).filter((name) => name !== null);
  const input: CompileInput = {
    sources: [{ path: 'a.c', text, origin: 'test' }],
    constants: {},
    primitives,
    threads: entries.map((entry, i) => ({ name: `CPU ${i}`, entry, args: [] })),
    routines: prologue === '' ? predicates : [prologue, ...predicates],
  };
  const compiled = compile(input);
  if (!('program' in compiled))
    throw new Error(compiled.diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`).join('\n'));
  return {
    program: compiled.program,
    primitives: primitives.map((p) => p.does),
    checks,
    prologue,
    resident: extras.resident ?? entries.map(() => false),
    writeUser: extras.writeUser ?? ((): boolean => false),
  };
}

/** A step that can be taken. */
export function step(
  system: System,
  state: State,
  thread: number,
  outcome = 0,
): { state: State; record: StepRecord } {
  const taken = takeStep(system, state, { kind: 'step', thread, outcome });
  if ('refused' in taken) throw new Error(taken.refused);
  return taken;
}

/** A global of integer type, or an element of an array of them. */
export function valueOf(system: System, state: State, name: string, index = 0): bigint {
  const global = system.program.globals.get(name);
  const type = global?.type.kind === 'array' ? global.type.of : global?.type;
  if (global === undefined || type?.kind !== 'int') throw new Error(`no number \`${name}\``);
  const at = global.address + index * (type.bits === 64 ? 2 : 1);
  const low = BigInt(state.words[at] ?? 0);
  const whole = type.bits === 64 ? low | (BigInt(state.words[at + 1] ?? 0) << 32n) : low;
  return type.signed ? BigInt.asIntN(type.bits === 64 ? 64 : 32, whole) : whole;
}
