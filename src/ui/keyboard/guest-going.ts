/** How a guest's own code goes on and back: what its buttons and keys do, and why they cannot. */
import { runsGuestCode } from '../../picture/runs-guest-code.ts';
import { instructionBack, type RunActions, type RunSnapshot, type ThreadView } from '../../run/run.ts';

export interface GuestGoing {
  /** Why the guest cannot run, in a sentence; null if it can. */
  readonly stuck: string | null;
  readonly atStart: boolean;
  readonly back: () => void;
  readonly instruction: () => void;
  readonly over: () => void;
  readonly run: () => void;
  /** To before an address, or a breakpoint on the way. */
  readonly runTo: (address: bigint) => void;
}

/** Of VM 0's vCPU; null where guests run no code of their own. */
export function guestGoing(snapshot: RunSnapshot, actions: RunActions): GuestGoing | null {
  const { program, threads, steps, cursor } = snapshot;
  const vcpu = threads[0];
  if (!runsGuestCode(program) || vcpu === undefined) return null;
  const breakpoints = [...snapshot.breakpoints];
  return {
    stuck: whyStuck(vcpu),
    atStart: cursor === 0,
    back() {
      actions.seek(instructionBack(steps, cursor));
    },
    instruction() {
      actions.run(vcpu.index, { kind: 'instruction', before: null });
    },
    over() {
      actions.run(vcpu.index, { kind: 'over call', before: breakpoints });
    },
    run() {
      actions.run(vcpu.index, { kind: 'instruction', before: breakpoints });
    },
    runTo(address) {
      actions.run(vcpu.index, { kind: 'instruction', before: [...breakpoints, address] });
    },
  };
}

function whyStuck({ name, status }: ThreadView): string | null {
  switch (status.kind) {
    case 'ready':
      return null;
    case 'ended':
      return `${name} has come to its end`;
    case 'oops':
      return `${name} has come to ${status.reason}`;
    default:
      return `${name} ${status.reason}`;
  }
}
