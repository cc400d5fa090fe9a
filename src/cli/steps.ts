/** A run, step by step, as text: who did what, and where it stands in the source. */
import { lineAndColumn } from '../core/lang/diagnostics.ts';
import type { State } from '../core/machine/state.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import { initialState, takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import { BadInput } from './terminal.ts';

export interface Step {
  readonly thread: string;
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Takes every choice from the start; the records of what happened, and the state it came to. */
export function replay(
  system: System,
  choices: readonly Choice[],
): { readonly records: readonly StepRecord[]; readonly state: State } {
  let state = initialState(system);
  const records = choices.map((choice, i) => {
    const taken = takeStep(system, state, choice);
    if ('refused' in taken) throw new BadInput(`step ${i + 1} cannot be taken: ${taken.refused}`);
    ({ state } = taken);
    return taken.record;
  });
  return { records, state };
}

export function stepOf(system: System, record: StepRecord): Step {
  const { threads, sources } = system.program;
  const { span } = record;
  const source = span === null ? undefined : sources[span.file];
  return {
    thread: threads[record.thread]?.name ?? '',
    function: record.function,
    file: source?.path ?? '',
    line: span === null ? 0 : lineAndColumn(source?.text ?? '', span.from).line,
    text:
      span === null ? record.label : (source?.text ?? '').slice(span.from, span.to).replaceAll(/\s+/g, ' '),
  };
}

/** Runs written as `0*5 1*7` are short; this is the same with what each step does. */
export function stepLine(system: System, record: StepRecord, number: number): string {
  const { thread, file, line, text } = stepOf(system, record);
  return `${String(number).padStart(4)}  ${thread.padEnd(7)} ${record.label.padEnd(34)} ${file}:${line}  ${text}`;
}
