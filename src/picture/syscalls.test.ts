import { expect, test } from 'vitest';
import type { Program } from '../core/lang/program.ts';
import { machineOf } from '../core/scenarios/machine.test-data.ts';
import { quietVm } from '../core/scenarios/quiet-vm/scenario.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import { statusOf } from '../core/step/status.ts';
import { initialState, takeStep } from '../core/step/step.ts';
import { syscallsOf, type SystemCall } from './syscalls.ts';

/** KVM_GET_API_VERSION of /dev/kvm: its argument must be 0, and its answer is 12. */
const call = (argument: bigint): Choice => ({
  kind: 'call',
  mailbox: 0,
  nr: 29n,
  args: [3n, 0xae00n, argument],
  writes: [],
});

/** The log after these calls, each served to its end but the last, which is given so many steps. */
function log(calls: readonly Choice[], stepsOfLast = Infinity): readonly SystemCall[] {
  const system = machineOf(quietVm, 'v6.4');
  const states = [initialState(system)];
  const steps: StepRecord[] = [];
  const take = (choice: Choice): void => {
    const taken = takeStep(system, states.at(-1) ?? initialState(system), choice);
    if ('refused' in taken) throw new Error(taken.refused);
    states.push(taken.state);
    steps.push(taken.record);
  };
  calls.forEach((each, i) => {
    take(each);
    const most = i === calls.length - 1 ? stepsOfLast : Infinity;
    for (let n = 0; n < most; n++) {
      const state = states.at(-1);
      if (state === undefined || statusOf(system, state, 0).kind !== 'ready') break;
      take({ kind: 'step', thread: 0 });
    }
  });
  const program: Program = system.program;
  return syscallsOf(program, quietVm, steps, (step) => states[step] ?? initialState(system));
}

test('calls stand in their order, with thread and answer', () => {
  const calls = log([call(0n), call(1n)]);
  expect(calls.map(({ thread, answer }) => [thread, answer?.ret])).toEqual([
    [0, 12n],
    [0, -22n],
  ]);
  expect(calls[0]?.step).toBe(1);
  expect(calls[1]?.step).toBeGreaterThan(calls[0]?.answer?.step ?? Infinity);
});

test('a call that runs has no answer yet', () => {
  expect(log([call(0n)], 0)).toEqual([
    {
      step: 1,
      thread: 0,
      madeBy: null,
      mm: 0,
      nr: 29n,
      args: [3n, 0xae00n, 0n, 0n, 0n, 0n],
      answer: null,
    },
  ]);
});
