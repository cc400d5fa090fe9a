/** The system calls of a run, read from its steps: who put what into which mailbox, and what came back. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { StepRecord } from '../core/step/record.ts';
import { covers, integerAt, placeOf } from './read.ts';

export interface SystemCall {
  /** The step that makes it, from 1. */
  readonly step: number;
  /** The thread that serves it, or null if nobody does. */
  readonly thread: number | null;
  /** The thread whose program made it, or null: the visitor did. */
  readonly madeBy: number | null;
  /** The process whose memory its pointers mean: index into mms[]. */
  readonly mm: number;
  readonly nr: bigint;
  readonly args: readonly bigint[];
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
  // serve_calls(mailbox, process)
  const servers = scenario.threads.flatMap(({ resident, args }, thread) =>
    resident === true ? [{ thread, mailbox: args[0] ?? 0, mm: args[1] ?? 0 }] : [],
  );
  const server = (mailbox: number) => servers.find((one) => one.mailbox === mailbox);
  /** The mailbox that a step writes `pending` of, though it does not serve it. */
  const filledBy = ({ choice, accesses }: StepRecord): number | null => {
    if (choice.kind === 'call') return choice.mailbox;
    const filled = servers.find(({ thread, mailbox }) => {
      const pending = placeOf(program, 'mailboxes', mailbox, 'pending');
      return choice.thread !== thread && accesses.some((one) => writes(one, pending));
    });
    return filled?.mailbox ?? null;
  };
  return steps.flatMap((record, at): SystemCall[] => {
    const mailbox = filledBy(record);
    if (mailbox === null) return [];
    const pending = placeOf(program, 'mailboxes', mailbox, 'pending');
    const back = steps.findIndex(
      ({ accesses }, later) => later > at && accesses.some((one) => writes(one, pending)),
    );
    const state = stateAt(at + 1);
    const field = (...path: (string | number)[]) =>
      integerAt(state, placeOf(program, 'mailboxes', mailbox, ...path));
    const count = argumentCount(program);
    const ret = placeOf(program, 'mailboxes', mailbox, 'ret');
    return [
      {
        step: at + 1,
        thread: server(mailbox)?.thread ?? null,
        madeBy: record.choice.kind === 'call' ? null : record.choice.thread,
        mm: server(mailbox)?.mm ?? 0,
        nr: field('nr'),
        args: Array.from({ length: count }, (_, i) => field('args', i)),
        answer:
          back < 0 ? null : { step: back + 1, ret: BigInt.asIntN(64, integerAt(stateAt(back + 1), ret)) },
      },
    ];
  });
}

function writes(access: StepRecord['accesses'][number], place: ReturnType<typeof placeOf>): boolean {
  return access.kind === 'write' && access.store === 'words' && covers(place, access.address, access.width);
}

function argumentCount(program: Program): number {
  let count = 0;
  while (placeOf(program, 'mailboxes', 0, 'args', count) !== null) count++;
  return count;
}
