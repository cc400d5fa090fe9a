import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../core/machine/digest.ts';
import type { State } from '../core/machine/state.ts';
import { wordsOf } from '../core/lang/types.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import { takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import { machineOf } from '../core/scenarios/machine.test-data.ts';
import { inTurns, runOf, TURNS } from './any-run.test-data.ts';
import { earliest, type Earliest } from './earliest.ts';
import type { Trace } from '../core/trace/trace.ts';

interface Replayed {
  readonly records: readonly StepRecord[];
  readonly state: State;
}

/** What these choices come to from a state; null if one of them is refused. */
function replay(system: System, from: State, choices: readonly Choice[]): Replayed | null {
  let state = from;
  const records: StepRecord[] = [];
  for (const choice of choices) {
    const taken = takeStep(system, state, choice);
    if ('refused' in taken) return null;
    ({ state } = taken);
    records.push(taken.record);
  }
  return { records, state };
}

/** The last of them first. */
function lastFirst<T>(all: readonly T[]): T[] {
  return [...all.slice(-1), ...all.slice(0, -1)];
}

/** What the model can see of a state: ghosts look on, and the checks' marks are made of what they saw. */
function seen({ program }: System, { words, pages }: State): string {
  const visible = words.slice(0, program.wordCount);
  const left = pages.slice();
  for (const { ghost, type, address } of program.globals.values()) {
    if (!ghost) continue;
    visible.fill(0, address, address + wordsOf(type));
    const count = type.kind === 'array' && type.of.kind === 'pages' ? type.length : 0;
    left.fill(new Uint8Array(0), address, address + count);
  }
  return digestOf({ words: visible, pages: left });
}

/** What a step did, but for what the checks made of it. */
function did({ thread, label, pc, accesses }: StepRecord) {
  return { thread, label, pc, accesses };
}

/** The step moved to a place in front of it; what comes behind follows from the state that this leads to. */
function moved(trace: Trace, step: number, place: number): Replayed | null {
  return replay(trace.system, trace.stateAt(place), lastFirst(trace.choices.slice(place, step + 1)));
}

function expectTrue(trace: Trace, { step, place, held }: Earliest): void {
  const { system, records } = trace;
  const after = trace.stateAt(step + 1);
  const sooner = moved(trace, step, place);
  expect(sooner?.records.map(did)).toEqual(lastFirst(records.slice(place, step + 1)).map(did));
  expect(sooner === null ? null : seen(system, sooner.state)).toBe(seen(system, after));

  if (held.by === 'start') {
    expect(place).toBe(0);
    return;
  }
  expect(held.step).toBe(place - 1);
  const barrier = records[place - 1];
  const further = moved(trace, step, place - 1);
  switch (held.by) {
    case 'thread':
      expect(barrier?.thread).toBe(records[step]?.thread);
      break;
    case 'wait':
      expect(further).toBeNull();
      break;
    case 'conflict':
      expect(barrier?.thread).not.toBe(records[step]?.thread);
      expect(further !== null && digestOf(further.state) === digestOf(after)).toBe(held.either);
      break;
    case 'call':
      expect.unreachable('nobody has made a system call');
  }
}

const anyTurns = fc.array(fc.nat(TURNS - 1), { minLength: 6, maxLength: 14 });

describe.each([
  ['isolation', 'v11', ['start', 'thread', 'conflict']],
  ['shared-mprotect', 'v12', ['start', 'thread', 'wait']],
  ['migration', 'v6.2', ['start', 'thread', 'wait']],
  ['swap-fork', 'v5.10', ['start', 'thread', 'conflict']],
  ['vcpu-fault', 'v12', ['start', 'thread', 'wait']],
])('in any run of %s on %s', (scenario, release, reasons) => {
  const system = machineOf(scenario, release);

  test('a step moved to its earliest place changes nothing, and further it does not go', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(anyTurns, (turns) => {
        const trace = inTurns(system, turns);
        trace.records.forEach((_, step) => {
          const found = earliest(trace, step);
          expect(found).not.toBeNull();
          if (found === null) return;
          met.add(found.held.by);
          // Of most steps nothing but their own thread's order is to be said.
          if (found.place < step || found.held.by !== 'thread') expectTrue(trace, found);
        });
      }),
      { seed: 7, numRuns: 10 },
    );
    expect([...met]).toEqual(expect.arrayContaining(reasons));
  });
});

test('what a run does not have has no place', () => {
  expect(earliest(runOf(machineOf('isolation', 'v11'), '0*3'), 3)).toBeNull();
});
