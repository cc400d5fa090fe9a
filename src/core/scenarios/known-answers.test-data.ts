/**
 * Tests only: which properties some interleaving breaks, by scenario and release, as the sources say (numbers in brackets are those of our
 * notes on them).
 */
import { releases } from '../kernel/releases.ts';
import { scenarios } from './list.ts';
import type { Scenario } from './scenario.ts';

/** All of it: seen too early, then overwritten. */
const EARLY = ['stale', 'lost', 'trusted'];
/** Seen too early, and nobody can store. */
const SHOWN = ['stale', 'trusted'];
const STALE = ['stale'];
/** All of it, and a debugger is told. */
const PEEKED = ['stale', 'lost', 'trusted', 'handed'];
/** Only the debugger is told. */
const HANDED = ['trusted', 'handed'];
const LOST = ['lost'];
const STUCK = ['deadlock'];
const NO_ATA = ['ata'];
const MOVED = ['moved'];
const DUMP = ['dumped'];
const HOLDS: string[] = [];

type Row = readonly (readonly string[])[];

/** In the order of `releases`: v5.10, v4, v11, v12, v5.14, v6.1, v6.2-flag, v6.2, v6.4, v6.6, v6.13. */
export const KNOWN: Readonly<Record<string, Row>> = {
  // [R1, swap flavour, no locks around] The flag before the restore; v11 restores twice; half-way to v6.2 the restore still comes late.
  isolation: [EARLY, EARLY, LOST, HOLDS, EARLY, EARLY, EARLY, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R1, clear flavour, with all locks] The flag before the work; [R2] half-way to v6.2 it comes after it, and both clear.
  'shared-mprotect': [EARLY, EARLY, EARLY, HOLDS, EARLY, EARLY, LOST, HOLDS, HOLDS, HOLDS, HOLDS],
  // [cover letter of v12] PG_dcache_clean: first up to v12, last since v5.14, and done twice it harms nothing. Tags are another matter.
  'two-flags': [
    ['fetched', ...EARLY],
    ['fetched', ...EARLY],
    ['fetched', ...EARLY],
    ['fetched'],
    EARLY,
    EARLY,
    LOST,
    HOLDS,
    HOLDS,
    HOLDS,
    HOLDS,
  ],
  // [R1, swap flavour, with all locks] From v11 on an untagged fault restores too, so the first one under the page lock has done it.
  'swap-fork': [SHOWN, SHOWN, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R5] The flag without work: v5.14, gone in v6.1, back with the outer set of v6.2, gone in v6.4.
  'swap-untagged': [HOLDS, HOLDS, HOLDS, HOLDS, SHOWN, HOLDS, SHOWN, SHOWN, HOLDS, HOLDS, HOLDS],
  // [c145e0b47c77, 6dca4ac6fc91] From v5.18 the entry is given up before the PTE is set; from v6.5 the tags are back by then.
  'swap-store': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, STALE, STALE, STALE, STALE, HOLDS, HOLDS],
  // [1.7] swapoff holds the page lock as a fault does, so it restores before anybody can mprotect; v5.10 does so behind tagged PTEs only.
  swapoff: [SHOWN, SHOWN, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [2] -ENOMEM aborts the swap-out, and nothing is left behind.
  'swap-no-memory': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R3] The flag before the work: a copy believes it. Read-only for both, so nothing is lost.
  'cow-copy': [SHOWN, SHOWN, SHOWN, HOLDS, SHOWN, SHOWN, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [2] A new page is nobody else's.
  'first-touch': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [2] Flags go when a page is freed.
  'next-owner': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [9 a10, derived] The common page is not locked; whoever asks for tags first sets the flag first. Read-only for both, so nothing is lost.
  ksm: [SHOWN, SHOWN, SHOWN, HOLDS, SHOWN, SHOWN, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [2] Before v6.13 hugetlb memory has no tags; there the head speaks for all pages, when they are copied too.
  'hugetlb-fork': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R5, R5b] On v6.2 the lock itself holds in all other rows: what is lost here is lost to the outer set of the flag.
  migration: [EARLY, EARLY, EARLY, HOLDS, EARLY, EARLY, EARLY, EARLY, HOLDS, HOLDS, HOLDS],
  // Two programs that share nothing.
  'tagged-process': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R4] The flag before the work, and a debugger's fault believes it; half-way to v6.2 both may clear.
  'ptrace-peek': [PEEKED, PEEKED, PEEKED, HOLDS, PEEKED, PEEKED, LOST, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R4] Up to v5.11 ptrace asked the flag of the page, not how the tracee maps it.
  'ptrace-untagged': [HANDED, HANDED, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R10] v12's sanitise is outside the lock. From v5.14 to v6.2 the memory is refused, and two processes race as without a VM.
  'vcpu-fault': [EARLY, EARLY, EARLY, EARLY, EARLY, EARLY, LOST, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R10, by fork] The same with only the VM and the child: where the memory is refused nothing is left to race.
  'fork-vm': [HOLDS, EARLY, EARLY, EARLY, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R6] mmu_lock with the notifier's count and sequence, in every release.
  'private-vm': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [b6] Private memory that fork() shares is not refused.
  'cow-vm': [HOLDS, SHOWN, SHOWN, SHOWN, SHOWN, SHOWN, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R7] Behind the VMM's untagged PTE nothing brought the guest's tags back from swap.
  'guest-swap': [HOLDS, STALE, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [3, kvm_set_spte_gfn] Up to v11 a page that was copied on write was mapped for the guest without a look at its tags.
  'cow-remapped': [HOLDS, STALE, STALE, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'huge-page': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'slot-replaced': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  memslots: [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [3, derived] Up to v12 created_vcpus is tested without kvm->lock.
  'capability-race': [HOLDS, NO_ATA, NO_ATA, NO_ATA, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'id-registers': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'vmm-program': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'copy-tags-live': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R11, derived] The postings do not mark the page; up to v6.1 both sides find the flag clear. PG_mte_lock keeps them apart.
  'copy-tags-first-touch': [HOLDS, HOLDS, LOST, LOST, LOST, LOST, LOST, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R9, derived] v6.13: one flag for all pages of a hugetlb page. v6.2 to v6.6 refuse the memory; before, R11.
  'hugetlb-copy-tags': [HOLDS, HOLDS, LOST, LOST, LOST, LOST, LOST, HOLDS, HOLDS, HOLDS, STALE],
  // [R8, derived] With PG_mte_lock held the buffer is read, whose fault waits for PG_mte_tagged of the same page.
  'copy-tags-alias': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, STUCK, STUCK, STUCK, STUCK],
  // [9 f6, derived] The same without an alias, by way of mmap_lock and mmu_lock.
  'copy-tags-cycle': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, STUCK, STUCK, STUCK, STUCK],
  // [6] What the mailing list said of each way to read guest memory; a signal can spoil the one with SP without any tags.
  'touch-plain': [HOLDS, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP],
  'touch-prctl': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'touch-match': [HOLDS, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP],
  'touch-sp': [DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP, DUMP],
  'touch-tco': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'touch-aliases': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'touch-ioctl': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  'qemu-mte': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [4.3] The postings do not mark the page they put tags into; v4 cannot send tags, and v5.10's guest has none.
  'migrate-tags': [HOLDS, HOLDS, LOST, LOST, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [6; documentation of KVM_CAP_ARM_MTE] A copy of the bytes has no tags.
  'migrate-ram': [HOLDS, MOVED, MOVED, MOVED, MOVED, MOVED, MOVED, MOVED, MOVED, MOVED, MOVED],
  // [4.2 h] Nothing keeps the guest from storing tags behind a copy.
  'migrate-late': [
    HOLDS,
    HOLDS,
    ['moved', 'lost'],
    ['moved', 'lost'],
    MOVED,
    MOVED,
    MOVED,
    MOVED,
    MOVED,
    MOVED,
    MOVED,
  ],
  // [4.2 h] As copy-tags-live: nothing keeps the guest's STG out, and no tag is lost.
  'guest-beside-copy': [HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R11, derived] As copy-tags-first-touch, with a guest that stores a tag of its own.
  'guest-beside-restore': [HOLDS, HOLDS, LOST, LOST, LOST, LOST, LOST, HOLDS, HOLDS, HOLDS, HOLDS],
  // [R7] on v4; [R5] on v5.14 and half-way to v6.2, for the lock keeps it out of the guest's sight; [c145e0b47c77] v6.1 to v6.4, as swap-store.
  'guest-beside-swap': [HOLDS, STALE, HOLDS, HOLDS, SHOWN, STALE, SHOWN, STALE, STALE, HOLDS, HOLDS],
};

/** A scenario on a release. */
export interface Pair {
  readonly scenario: Scenario;
  readonly release: string;
}

/** Every scenario on every release. */
export const pairs: readonly Pair[] = scenarios.flatMap((scenario) =>
  releases.map(({ id: release }) => ({ scenario, release })),
);
/** Those in which something can race. */
export const racingPairs: readonly Pair[] = pairs.filter(({ scenario }) => scenario.threads.length > 1);

/** What some interleaving breaks there, in the scenario's order. */
export function knownAnswer({ scenario, release }: Pair): readonly string[] {
  return KNOWN[scenario.id]?.[releases.findIndex(({ id }) => id === release)] ?? HOLDS;
}

/** Whether the answer there differs from that of the release's base, or the release is the newest. */
export function isTelling(pair: Pair): boolean {
  const base = releases.find(({ id }) => id === pair.release)?.base ?? null;
  if (pair.release === releases.at(-1)?.id) return true;
  const before = base === null ? HOLDS : knownAnswer({ ...pair, release: base });
  return knownAnswer(pair).join() !== before.join();
}
