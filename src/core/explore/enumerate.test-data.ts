/** Every schedule of a system, run one by one: no states are remembered to be left out, so this cannot be wrong in the way a search can. */
import { digestOf } from '../machine/digest.ts';
import type { State } from '../machine/state.ts';
import { initialState, takeStep } from '../step/step.ts';
import { latchOf, type System } from '../step/system.ts';

export interface Enumerated {
  /** Schedules to an end, and by check how many of them break it. */
  readonly all: bigint;
  readonly breaking: readonly bigint[];
  /** Distinct states and distinct steps between them. */
  readonly states: number;
  readonly transitions: number;
  /** By check: steps of the shortest run after which it has failed, and the fewest switches. Infinity: none does. */
  readonly shortest: readonly number[];
  readonly switches: readonly number[];
}

/** Null beyond so many steps. `preemptions`: only schedules in which at most so often somebody is interrupted who could go on. */
export function enumerate(system: System, mostSteps: number, preemptions = Infinity): Enumerated | null {
  const states = new Set<string>();
  const transitions = new Set<string>();
  const breaking = system.checks.map(() => 0n);
  const shortest = system.checks.map(() => Infinity);
  const fewest = system.checks.map(() => Infinity);
  let all = 0n;
  let steps = 0;
  const visit = (state: State, depth: number, last: number, used: number, switches: number): void => {
    const here = digestOf(withoutEndMarks(system, state));
    states.add(here);
    const failed = system.checks.map((_, i) => state.words[latchOf(system, i)] !== 0);
    failed.forEach((yes, i) => {
      if (!yes) return;
      shortest[i] = Math.min(shortest[i] ?? Infinity, depth);
      fewest[i] = Math.min(fewest[i] ?? Infinity, switches);
    });
    let moved = false;
    const goesOn = !('refused' in takeStep(system, state, { kind: 'step', thread: last }));
    for (const [thread] of system.program.threads.entries()) {
      const after = used + (goesOn && thread !== last ? 1 : 0);
      if (after > preemptions) continue;
      for (let outcome = 0; steps <= mostSteps; outcome++) {
        const taken = takeStep(system, state, { kind: 'step', thread, outcome });
        if ('refused' in taken || (outcome > 0 && !taken.record.label.startsWith('choose '))) break;
        moved = true;
        steps++;
        transitions.add(`${here} ${thread} ${outcome}`);
        visit(taken.state, depth + 1, thread, after, switches + (last >= 0 && thread !== last ? 1 : 0));
      }
    }
    if (moved) return;
    all++;
    failed.forEach((yes, i) => {
      if (yes) breaking[i] = (breaking[i] ?? 0n) + 1n;
    });
  };
  visit(initialState(system), 0, -1, 0, 0);
  if (steps > mostSteps) return null;
  const [s, t] = [states.size, transitions.size];
  return { all, breaking, states: s, transitions: t, shortest, switches: fewest };
}

/** The search marks what it finds at an end there, and not in the state. */
function withoutEndMarks(system: System, state: State): State {
  const words = state.words.slice();
  system.checks.forEach((check, i) => {
    if (check.predicate === null || check.when === 'end') words[latchOf(system, i)] = 0;
  });
  return { words, pages: state.pages };
}
