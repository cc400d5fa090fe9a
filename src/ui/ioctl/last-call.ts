/** The last call at or before the cursor, as it was made: read from the run, not from the fields. */
import type { RunSnapshot } from '../../run/run.ts';
import type { SentCall } from './strace.ts';
import { decode } from './struct.ts';

export function lastCall({ call, steps, scenario }: RunSnapshot): SentCall | null {
  const choice = call === null ? undefined : steps[call.step - 1]?.choice;
  if (choice?.kind !== 'call' || scenario.vmm === null) return null;
  const [fd = 0n, request = 0n, argp = 0n] = choice.args;
  const written = choice.writes.find(({ address }) => address === argp);
  return { fd, request, argp, copyTags: written === undefined ? null : decode(written.bytes) };
}

/** The thread that serves the VMM's mailbox: residents serve them in order. */
export function vmmThread({ scenario, threads }: RunSnapshot): RunSnapshot['threads'][number] | null {
  if (scenario.vmm === null) return null;
  const residents = scenario.threads.flatMap(({ resident }, index) => (resident === true ? [index] : []));
  const index = residents[scenario.vmm.mailbox];
  return index === undefined ? null : (threads[index] ?? null);
}
