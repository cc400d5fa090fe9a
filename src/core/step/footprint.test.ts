/** A step depends on nothing outside its footprint: what lies elsewhere can be anything, and stays as it was. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyState, type State } from '../machine/state.ts';
import { machineOf } from '../scenarios/machine.test-data.ts';
import { partsOf } from './parts.ts';
import { initialState, takeStep } from './step.ts';
import type { System } from './system.ts';

/** Words of globals, without those of threads, routines and marks of checks. */
function sharedWords(system: System): number[] {
  const end = system.program.threads[0]?.base ?? 0;
  return Array.from({ length: end - 1 }, (_, i) => i + 1);
}

/** The state after a step, without the marks of checks, which look at everything. */
function after(system: System, state: State, thread: number): State | null {
  const taken = takeStep(system, copyState(state), { kind: 'step', thread });
  if ('refused' in taken) return null;
  const { words, pages } = taken.state;
  return { words: words.slice(0, system.program.wordCount), pages };
}

describe.each([
  ['isolation', 'v5.10'],
  ['swap-fork', 'v6.4'],
  ['vcpu-fault', 'v11'],
  ['migration', 'v6.2'],
])('%s on %s', (id, release) => {
  const system = machineOf(id, release);

  test('a word outside the footprint is neither looked at nor changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(system.program.threads.length - 1), { maxLength: 60 }),
        fc.nat(system.program.threads.length - 1),
        fc.nat(0x7fffffff),
        (schedule, thread, random) => {
          const parts = partsOf(system);
          const locals = [...parts.locals];
          let { shared } = parts;
          let state = initialState(system);
          for (const who of schedule) {
            const move = parts.move(who, locals[who] ?? 0, shared);
            const taken = move < 0 ? null : takeStep(system, state, { kind: 'step', thread: who });
            if (taken === null || 'refused' in taken) continue;
            ({ state } = taken);
            locals[who] = parts.moveLocal(move);
            shared = parts.moveShared(move);
          }
          const move = parts.move(thread, locals[thread] ?? 0, shared);
          const touched = new Set(
            parts.footprint(thread, locals[thread] ?? 0, shared, move).map((t) => t >> 1),
          );
          const before = after(system, state, thread);
          const other = copyState(state);
          const elsewhere = sharedWords(system).filter((at) => !touched.has(at));
          for (const at of elsewhere) other.words[at] = Math.imul(at ^ random, 0x9e3779b1);
          const changed = after(system, other, thread);

          expect(changed === null).toBe(before === null);
          if (before === null || changed === null) return;
          const expected = before.words.slice();
          for (const at of elsewhere) expected[at] = other.words[at] ?? 0;
          expect(changed.words).toEqual(expected);
          expect(changed.pages).toEqual(before.pages);
        },
      ),
      { numRuns: 40, seed: 1120 },
    );
  });
});
