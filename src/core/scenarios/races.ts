/** The known races and the open questions, by the names that our notes give them, and where each is decided. */
import { featuresOf } from '../kernel/inherit.ts';
import { releases, type Features, type Release } from '../kernel/releases.ts';

export interface Race {
  /** `R5b`. */
  readonly id: string;
  /** What happens, in a sentence. */
  readonly sentence: string;
  /** The scenario in which it is looked for, and what it would break there. */
  readonly scenario: string;
  readonly property: string;
  /** Told by a source; or concluded from sources that do not say it: never a known bug of Linux. */
  readonly told: 'source' | 'derived';
  /** The lock that it is about, which not all releases have; null: it is about none. */
  readonly lock: Features['tagLock'];
}

export const races: readonly Race[] = [
  {
    id: 'R1',
    sentence: 'The flag comes before the work, and a second CPU shows stale tags.',
    scenario: 'shared-mprotect',
    property: 'stale',
    told: 'source',
    lock: null,
  },
  {
    id: 'R1, from swap',
    sentence: 'The same while tags come back from swap; seldom reachable with all locks in place.',
    scenario: 'swap-fork',
    property: 'stale',
    told: 'derived',
    lock: null,
  },
  {
    id: 'R2',
    sentence: 'The work comes late, or twice, and overwrites a tag that was stored meanwhile.',
    scenario: 'shared-mprotect',
    property: 'lost',
    told: 'source',
    lock: null,
  },
  {
    id: 'R3',
    sentence: 'A page is copied while it is marked and not yet valid: the copy keeps stale tags for good.',
    scenario: 'cow-copy',
    property: 'stale',
    told: 'source',
    lock: null,
  },
  {
    id: 'R4',
    sentence: 'A debugger reads the tags of a page that is marked and not yet valid.',
    scenario: 'ptrace-peek',
    property: 'handed',
    told: 'source',
    lock: null,
  },
  {
    id: 'R5',
    sentence: 'A page is marked though nobody made its tags valid.',
    scenario: 'swap-untagged',
    property: 'stale',
    told: 'source',
    lock: null,
  },
  {
    id: 'R5b',
    sentence: 'That mark, set while another CPU holds PG_mte_lock, defeats the lock.',
    scenario: 'migration',
    property: 'lost',
    told: 'derived',
    lock: 'PG_mte_lock',
  },
  {
    id: 'R6',
    sentence: "KVM makes a page's tags valid beside the VMM's own mprotect.",
    scenario: 'private-vm',
    property: 'stale',
    told: 'source',
    lock: null,
  },
  {
    id: 'R7',
    sentence: "Guest memory is swapped out and in, and the guest's tags do not come back.",
    scenario: 'guest-swap',
    property: 'stale',
    told: 'source',
    lock: null,
  },
  {
    id: 'R8',
    sentence: 'COPY_TAGS reads a buffer that is the page it writes, and waits for itself.',
    scenario: 'copy-tags-alias',
    property: 'deadlock',
    told: 'derived',
    lock: null,
  },
  {
    id: 'R8, three',
    sentence: 'COPY_TAGS, mprotect and a fault of the guest wait for each other.',
    scenario: 'copy-tags-cycle',
    property: 'deadlock',
    told: 'derived',
    lock: null,
  },
  {
    id: 'R9',
    sentence: 'A part of a hugetlb page is made valid, and all of it is marked.',
    scenario: 'hugetlb',
    property: 'stale',
    told: 'derived',
    lock: null,
  },
  {
    id: 'R10',
    sentence: "KVM makes a page's tags valid beside another process, which maps the same memory.",
    scenario: 'fork-vm',
    property: 'lost',
    told: 'derived',
    lock: null,
  },
  {
    id: 'R11',
    sentence: "Tags that COPY_TAGS restores are cleared by the guest's first touch.",
    scenario: 'copy-tags-first-touch',
    property: 'lost',
    told: 'derived',
    lock: null,
  },
  {
    id: 'Fork and KVM',
    sentence: 'Guest memory that fork() shares shows stale tags while the child makes them valid.',
    scenario: 'cow-vm',
    property: 'stale',
    told: 'derived',
    lock: null,
  },
];

/** The releases that have what a race is about. */
export function releasesWith({ lock }: Race, list: readonly Release[] = releases): string[] {
  return list.map(({ id }) => id).filter((id) => lock === null || featuresOf(id, list).tagLock === lock);
}

/** What the explorer found: a run from the start that breaks the property, or how many states were tried to the end. */
export type RaceAnswer =
  { readonly breaks: string } | { readonly states: number; readonly tagBlocks: number };

/** Fewer where the states are hundreds of thousands with four. (The verdicts are the same.) */
const FEWER_BLOCKS: Readonly<Record<string, number>> = {
  migration: 1,
  'cow-copy': 2,
  ksm: 2,
  swapoff: 2,
  'swap-no-memory': 2,
  'first-touch': 2,
};

/** Tag blocks a page with which a scenario is tried to its end. */
export function tagBlocksFor(scenario: string): number {
  return FEWER_BLOCKS[scenario] ?? 4;
}
