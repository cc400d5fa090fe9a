/** A system call made on a copy of the machine: what it would answer, without becoming part of the run. */
import { read64 } from '../core/step/wide.ts';
import type { State } from '../core/machine/state.ts';
import type { UserWrite } from '../core/step/record.ts';
import { mailboxAt, takeStep } from '../core/step/step.ts';
import type { RunSnapshot } from './run.ts';
import { build } from '../core/scenarios/machine.ts';

export type Tried = { readonly ret: bigint; readonly state: State } | { readonly refused: string };

/** Makes the call at the cursor, its thread alone. */
export function tryCall(
  { scenario, release, edits, state }: RunSnapshot,
  nr: bigint,
  args: readonly bigint[],
  writes: readonly UserWrite[],
): Tried {
  const { vmm } = scenario;
  const system = build(scenario, release, edits);
  if ('refused' in system) return { refused: `This machine ${system.refused}.` };
  const box = vmm === null ? null : mailboxAt(system.program, vmm.mailbox);
  const thread = scenario.threads.findIndex(
    ({ resident, args: [served] }) => resident === true && served === vmm?.mailbox,
  );
  if (vmm === null || box === null || thread < 0) return { refused: 'No VMM here serves calls.' };
  const put = takeStep(system, state, { kind: 'call', mailbox: vmm.mailbox, nr, args, writes });
  if ('refused' in put) return { refused: `The call cannot be made: ${put.refused}.` };
  let now = put.state;
  for (;;) {
    const taken = takeStep(system, now, { kind: 'step', thread });
    if ('refused' in taken) break;
    now = taken.state;
  }
  if (now.words[box.pending] !== 0) return { refused: 'The call does not come back.' };
  return { ret: read64(now.words, box.ret, true), state: now };
}
