/** A run as the list of its choices, with the states they lead to. A long one keeps a state now and then and replays between them. */
import type { State } from '../machine/state.ts';
import type { Choice, StepRecord } from '../step/record.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';

/** Steps between two states that are kept. */
const KEYFRAME_EVERY = 32;
/** States around the cursor that are kept as well, so that stepping back and forth replays nothing. */
const RECENT = 96;

export class Trace {
  readonly system: System;
  readonly length: number;
  /** At least `length` of them: a trace that grew from this one has put its own behind, and no other may. */
  private readonly grown: StepRecord[];
  private sliced: readonly StepRecord[] | null = null;
  /** States by step, 0 first; shared with the traces that branched off this one. */
  private readonly kept: Map<number, State>;

  private constructor(system: System, grown: StepRecord[], length: number, kept: Map<number, State>) {
    this.system = system;
    this.grown = grown;
    this.length = length;
    this.kept = kept;
  }

  /** The run in which nothing has happened yet. */
  static start(system: System): Trace {
    return new Trace(system, [], 0, new Map([[0, initialState(system)]]));
  }

  /** What its steps did. */
  get records(): readonly StepRecord[] {
    this.sliced ??= this.grown.slice(0, this.length);
    return this.sliced;
  }
  /** The last step, which is found without making a list of all. */
  get last(): StepRecord | undefined {
    return this.grown[this.length - 1];
  }

  /** The state after so many steps. */
  stateAt(step: number): State {
    let at = Math.min(Math.max(0, step), this.length);
    const wanted = at;
    while (at > 0 && !this.kept.has(at)) at--;
    let state = this.kept.get(at) ?? initialState(this.system);
    for (; at < wanted; at++) {
      const record = this.grown[at];
      const taken = record === undefined ? null : takeStep(this.system, state, record.choice);
      if (taken === null || 'refused' in taken)
        throw new Error(`step ${at + 1} cannot be replayed: the model is not deterministic`);
      ({ state } = taken);
      this.keep(at + 1, state);
    }
    return state;
  }

  /** This run up to `step`, with one more choice; or why it cannot be taken. */
  extend(step: number, choice: Choice): Trace | { readonly refused: string } {
    const state = this.stateAt(step);
    const taken = takeStep(this.system, state, choice);
    if ('refused' in taken) return taken;
    return this.upTo(step).with([taken.record], new Map([[step + 1, taken.state]]));
  }

  /** This run with steps behind it that were taken elsewhere, on the same machine from its last state; and some states that they led to. */
  with(records: readonly StepRecord[], states: ReadonlyMap<number, State>): Trace {
    // Somebody else may have gone on from here already, another way.
    const from = this.grown.length === this.length ? this : this.copied(this.length);
    for (const record of records) from.grown.push(record);
    const next = new Trace(this.system, from.grown, this.length + records.length, from.kept);
    for (const [step, state] of states) next.keep(step, state);
    return next;
  }

  /** This run cut off after so many steps. */
  upTo(step: number): Trace {
    return step >= this.length ? this : this.copied(Math.max(0, step));
  }

  private copied(length: number): Trace {
    const kept = new Map([...this.kept].filter(([at]) => at <= length));
    return new Trace(this.system, this.grown.slice(0, length), length, kept);
  }

  /** The choices of the whole run. */
  get choices(): readonly Choice[] {
    return this.records.map((r) => r.choice);
  }

  private keep(step: number, state: State): void {
    this.kept.set(step, state);
    if (this.kept.size <= RECENT + this.length / KEYFRAME_EVERY) return;
    for (const at of this.kept.keys()) {
      if (at % KEYFRAME_EVERY !== 0 && Math.abs(at - step) > RECENT / 2) this.kept.delete(at);
    }
  }
}
