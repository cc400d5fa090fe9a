/** What the scenarios have in common whose guest runs code of its own on one vCPU. */
import { featuresOf } from '../../kernel/inherit.ts';
import { oldest, releases } from '../../kernel/releases.ts';
import type { RecordedRun, Scenario } from '../scenario.ts';

/** A vCPU with three pages: code, a translation table, data. */
export const guestExample = {
  theme: 'guest-code',
  caveat:
    'An instruction is one step, or as many as it has accesses. The guest has one vCPU, no interrupts, and no device but a serial port.',
  threads: [{ name: 'vCPU 0', role: 'KVM_RUN', entry: 'vcpu_thread', args: [0] }],
  constants: { CONFIG_GUEST_CODE: 1, NR_KVMS: 1, NR_MMS: 1, NR_TASKS: 1, NR_FRAMES: 5 },
  properties: ['stale', 'lost', 'trusted', 'registers', 'ata', 'locks'],
  picture: {
    frames: [3, 1],
    mappings: [
      { kind: 'user', space: 0, index: 2, name: 'VMM page 2' },
      { kind: 'stage2', space: 0, index: 2, name: 'Guest data' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest code' },
    ],
    swapSlots: [],
  },
  vmm: null,
} satisfies Partial<Scenario>;

/** The releases with which MTE for guests comes: their bases have it not. */
const bringMte = releases.flatMap(({ id, base }) =>
  hasMte(id) && (base === null || !hasMte(base)) ? [id] : [],
);

function hasMte(release: string): boolean {
  return featuresOf(release).mteCapability !== null;
}

/** What is found where guests have no MTE, and wherever they have it. */
export function findingsBehind(withoutMte: string, withMte: string): Scenario['findings'] {
  return { [oldest.id]: withoutMte, ...Object.fromEntries(bringMte.map((id) => [id, withMte])) };
}

/** A run where guests have no MTE, and runs on releases that have it; where it comes with a release that is not among them, none. */
export function recordedBehind(withoutMte: RecordedRun, withMte: Scenario['recorded']): Scenario['recorded'] {
  return { [oldest.id]: [withoutMte], ...Object.fromEntries(bringMte.map((id) => [id, []])), ...withMte };
}
