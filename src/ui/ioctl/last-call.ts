/** The last call at or before the cursor, as it was made: read from the run, not from the fields. */
import { callText } from '../../picture/call-text.ts';
import { specOf } from '../../picture/call-table.ts';
import type { RunSnapshot } from '../../run/run.ts';
import type { SentCall } from './strace.ts';
import { COPY_TAGS } from './strace.ts';
import { decode } from './struct.ts';
import { userBytes } from './user-memory.ts';

export interface LastCall {
  /** As strace prints it. */
  readonly text: string;
  /** Id in the table of calls, or null if it has none. */
  readonly id: string | null;
  /** What COPY_TAGS was asked, or null if it was another call. */
  readonly copyTags: SentCall | null;
}

export function lastCall(snapshot: RunSnapshot): LastCall | null {
  const { call, steps, scenario } = snapshot;
  const choice = call === null ? undefined : steps[call.step - 1]?.choice;
  if (choice?.kind !== 'call' || scenario.vmm === null) return null;
  const { mm } = scenario.vmm;
  const [fd = 0n, request = 0n, argp = 0n] = choice.args;
  const written = choice.writes.find(({ address }) => address === argp);
  const read = (address: bigint, count: number) => {
    const laidOut = choice.writes.find((one) => one.address === address);
    if (laidOut === undefined) return userBytes(snapshot, mm, address, count);
    return Array.from({ length: count }, (_, i) => laidOut.bytes[i] ?? 0);
  };
  const copies = choice.nr === 29n && BigInt.asUintN(32, request) === COPY_TAGS;
  return {
    text: callText(choice.nr, choice.args, read),
    id: specOf(choice.nr, choice.args)?.id ?? null,
    copyTags: copies
      ? { fd, request, argp, copyTags: written === undefined ? null : decode(written.bytes) }
      : null,
  };
}

/** The thread that serves the VMM's mailbox: residents serve them in order. */
export function vmmThread({ scenario, threads }: RunSnapshot): RunSnapshot['threads'][number] | null {
  if (scenario.vmm === null) return null;
  const residents = scenario.threads.flatMap(({ resident }, index) => (resident === true ? [index] : []));
  const index = residents[scenario.vmm.mailbox];
  return index === undefined ? null : (threads[index] ?? null);
}
