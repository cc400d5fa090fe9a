/** The system calls of a run, read from its steps: who put what into which mailbox, and what came back. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import { covers, integerAt, placeOf } from './read.ts';

export interface SystemCall {
  /** The step that makes it, from 1. */
  readonly step: number;
  /** The thread that serves it, or null if nobody does. */
  readonly thread: number | null;
  readonly call: Choice & { kind: 'call' };
  /** The step with which it returns and its answer; null while it runs. */
  readonly answer: { readonly step: number; readonly ret: bigint } | null;
}

/** All calls of a run, in order. `stateAt` gives the state after so many steps. */
export function syscallsOf(
  program: Program,
  scenario: Scenario,
  steps: readonly StepRecord[],
  stateAt: (step: number) => State,
): readonly SystemCall[] {
  const residents = scenario.threads.flatMap(({ resident }, index) => (resident === true ? [index] : []));
  return steps.flatMap(({ choice }, at): SystemCall[] => {
    if (choice.kind !== 'call') return [];
    const pending = placeOf(program, 'mailboxes', choice.mailbox, 'pending');
    const back = steps.findIndex(
      ({ accesses }, later) =>
        later > at &&
        accesses.some(
          (one) => one.kind === 'write' && one.store === 'words' && covers(pending, one.address, one.width),
        ),
    );
    const ret = placeOf(program, 'mailboxes', choice.mailbox, 'ret');
    return [
      {
        step: at + 1,
        thread: residents[choice.mailbox] ?? null,
        call: choice,
        answer:
          back < 0 ? null : { step: back + 1, ret: BigInt.asIntN(64, integerAt(stateAt(back + 1), ret)) },
      },
    ];
  });
}
