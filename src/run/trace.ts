/** A run as the list of its choices, with the states they lead to. A long one keeps a state now and then and replays between them. */
import type { State } from '../core/machine/state.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import { initialState, takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';

/** Steps between two states that are kept. */
const KEYFRAME_EVERY = 32;
/** States around the cursor that are kept as well, so that stepping back and forth replays nothing. */
const RECENT = 96;

export class Trace {
  readonly system: System;
  readonly records: readonly StepRecord[];
  /** States by step, 0 first; shared with the traces that branched off this one. */
  private readonly kept: Map<number, State>;

  private constructor(system: System, records: readonly StepRecord[], kept: Map<number, State>) {
    this.system = system;
    this.records = records;
    this.kept = kept;
  }

  /** The run in which nothing has happened yet. */
  static start(system: System): Trace {
    return new Trace(system, [], new Map([[0, initialState(system)]]));
  }

  get length(): number {
    return this.records.length;
  }

  /** The state after so many steps. */
  stateAt(step: number): State {
    let at = Math.min(Math.max(0, step), this.length);
    const wanted = at;
    while (at > 0 && !this.kept.has(at)) at--;
    let state = this.kept.get(at) ?? initialState(this.system);
    for (; at < wanted; at++) {
      const record = this.records[at];
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
    const kept = step === this.length ? this.kept : new Map([...this.kept].filter(([at]) => at <= step));
    const next = new Trace(this.system, [...this.records.slice(0, step), taken.record], kept);
    next.keep(step + 1, taken.state);
    return next;
  }

  /** This run cut off after so many steps. */
  upTo(step: number): Trace {
    if (step >= this.length) return this;
    return new Trace(
      this.system,
      this.records.slice(0, step),
      new Map([...this.kept].filter(([at]) => at <= step)),
    );
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
