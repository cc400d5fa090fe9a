/**
 * Tests only: which properties break in a scenario, by release, as the sources say and not as the model does (numbers in brackets are those
 * of our notes on them). Of a release only what differs from its base.
 */
import { inherited, type ByRelease } from '../kernel/inherit.ts';
import { newest, oldest, releases } from '../kernel/releases.ts';
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

/** Which some interleaving breaks. */
export const KNOWN: Readonly<Record<string, ByRelease<readonly string[]>>> = {
  // [R1, swap flavour, no locks around] The flag before the restore; v11 restores twice; half-way to v6.2 the restore still comes late.
  isolation: { 'v5.10': EARLY, v11: LOST, v12: HOLDS, 'v6.2': HOLDS },
  // [R1, clear flavour, with all locks] The flag before the work; [R2] half-way to v6.2 it comes after it, and both clear.
  'shared-mprotect': { 'v5.10': EARLY, v12: HOLDS, 'v6.2-flag': LOST, 'v6.2': HOLDS },
  // [cover letter of v12] PG_dcache_clean: first up to v12, last since v5.14, and done twice it harms nothing. Tags are another matter.
  'two-flags': {
    'v5.10': ['fetched', ...EARLY],
    v12: ['fetched'],
    'v5.14': EARLY,
    'v6.2-flag': LOST,
    'v6.2': HOLDS,
  },
  // [R1, swap flavour, with all locks] From v11 on an untagged fault restores too, so the first one under the page lock has done it.
  'swap-fork': { 'v5.10': SHOWN, v11: HOLDS, 'v5.14': HOLDS },
  // [R5] The flag without work: v5.14, gone in v6.1, back with the outer set of v6.2, gone in v6.4.
  'swap-untagged': { 'v5.10': HOLDS, 'v5.14': SHOWN, 'v6.1': HOLDS, 'v6.2-flag': SHOWN, 'v6.4': HOLDS },
  // [c145e0b47c77, 6dca4ac6fc91] From v5.18 the entry is given up before the PTE is set; from v6.5 the tags are back by then.
  'swap-store': { 'v5.10': HOLDS, 'v6.1': STALE, 'v6.6': HOLDS },
  // [1.7] swapoff holds the page lock as a fault does, so it restores before anybody can mprotect; v5.10 does so behind tagged PTEs only.
  swapoff: { 'v5.10': SHOWN, v11: HOLDS, 'v5.14': HOLDS },
  // [2] -ENOMEM aborts the swap-out, and nothing is left behind.
  'swap-no-memory': { 'v5.10': HOLDS },
  // [R3] The flag before the work: a copy believes it. Read-only for both, so nothing is lost.
  'cow-copy': { 'v5.10': SHOWN, v12: HOLDS, 'v6.2-flag': HOLDS },
  // [2] A new page is nobody else's.
  'first-touch': { 'v5.10': HOLDS },
  // [2] Flags go when a page is freed.
  'next-owner': { 'v5.10': HOLDS },
  // [9 a10, derived] The common page is not locked; whoever asks for tags first sets the flag first. Read-only for both, so nothing is lost.
  ksm: { 'v5.10': SHOWN, v12: HOLDS, 'v6.2-flag': HOLDS },
  // [2] Before v6.13 hugetlb memory has no tags; there the head speaks for all pages, when they are copied too.
  'hugetlb-fork': { 'v5.10': HOLDS },
  // [R5, R5b] On v6.2 the lock itself holds in all other rows: what is lost here is lost to the outer set of the flag.
  migration: { 'v5.10': EARLY, v12: HOLDS, 'v6.4': HOLDS },
  // Two programs that share nothing.
  'tagged-process': { 'v5.10': HOLDS },
  // [R4] The flag before the work, and a debugger's fault believes it; half-way to v6.2 both may clear.
  'ptrace-peek': { 'v5.10': PEEKED, v12: HOLDS, 'v6.2-flag': LOST, 'v6.2': HOLDS },
  // [R4] Up to v5.11 ptrace asked the flag of the page, not how the tracee maps it.
  'ptrace-untagged': { 'v5.10': HANDED, v11: HOLDS, 'v5.14': HOLDS },
  // [R10] v12's sanitise is outside the lock. From v5.14 to v6.2 the memory is refused, and two processes race as without a VM.
  'vcpu-fault': { 'v5.10': EARLY, 'v6.2-flag': LOST, 'v6.2': HOLDS },
  // [R10, by fork] The same with only the VM and the child: where the memory is refused nothing is left to race.
  'fork-vm': { 'v5.10': HOLDS, v4: EARLY, v11: EARLY },
  // [R6] mmu_lock with the notifier's count and sequence, in every release.
  'private-vm': { 'v5.10': HOLDS },
  // [b6] Private memory that fork() shares is not refused.
  'cow-vm': { 'v5.10': HOLDS, v4: SHOWN, v11: SHOWN, 'v5.14': SHOWN, 'v6.2-flag': HOLDS },
  // [R7] Behind the VMM's untagged PTE nothing brought the guest's tags back from swap.
  'guest-swap': { 'v5.10': HOLDS, v4: STALE },
  // [3, kvm_set_spte_gfn] Up to v11 a page that was copied on write was mapped for the guest without a look at its tags.
  'cow-remapped': { 'v5.10': HOLDS, v4: STALE, v11: STALE, v12: HOLDS },
  'huge-page': { 'v5.10': HOLDS },
  'slot-replaced': { 'v5.10': HOLDS },
  memslots: { 'v5.10': HOLDS },
  // [3, derived] Up to v12 created_vcpus is tested without kvm->lock.
  'capability-race': { 'v5.10': HOLDS, v4: NO_ATA, v11: NO_ATA },
  'id-registers': { 'v5.10': HOLDS },
  'vmm-program': { 'v5.10': HOLDS },
  'copy-tags-live': { 'v5.10': HOLDS },
  // [R11, derived] The postings do not mark the page; up to v6.1 both sides find the flag clear. PG_mte_lock keeps them apart.
  'copy-tags-first-touch': { 'v5.10': HOLDS, v11: LOST, 'v5.14': LOST, 'v6.2': HOLDS },
  // [R9, derived] v6.13: one flag for all pages of a hugetlb page. v6.2 to v6.6 refuse the memory; before, R11.
  'hugetlb-copy-tags': { 'v5.10': HOLDS, v11: LOST, 'v5.14': LOST, 'v6.2': HOLDS, 'v6.13': STALE },
  // [R8, derived] With PG_mte_lock held the buffer is read, whose fault waits for PG_mte_tagged of the same page.
  'copy-tags-alias': { 'v5.10': HOLDS, 'v6.2': STUCK },
  // [9 f6, derived] The same without an alias, by way of mmap_lock and mmu_lock.
  'copy-tags-cycle': { 'v5.10': HOLDS, 'v6.2': STUCK },
  // [6] What the mailing list said of each way to read guest memory; a signal can spoil the one with SP without any tags.
  'touch-plain': { 'v5.10': HOLDS, v4: DUMP, v11: DUMP, 'v5.14': DUMP },
  'touch-prctl': { 'v5.10': HOLDS },
  'touch-match': { 'v5.10': HOLDS, v4: DUMP, v11: DUMP, 'v5.14': DUMP },
  'touch-sp': { 'v5.10': DUMP },
  'touch-tco': { 'v5.10': HOLDS },
  'touch-aliases': { 'v5.10': HOLDS },
  'touch-ioctl': { 'v5.10': HOLDS },
  'qemu-mte': { 'v5.10': HOLDS },
  // [4.3] The postings do not mark the page they put tags into; v4 cannot send tags, and v5.10's guest has none.
  'migrate-tags': { 'v5.10': HOLDS, v11: LOST },
  // [6; documentation of KVM_CAP_ARM_MTE] A copy of the bytes has no tags.
  'migrate-ram': { 'v5.10': HOLDS, v4: MOVED, v11: MOVED, 'v5.14': MOVED },
  // [4.2 h] Nothing keeps the guest from storing tags behind a copy.
  'migrate-late': { 'v5.10': HOLDS, v11: ['moved', 'lost'], 'v5.14': MOVED },
  // [4.2 h] As copy-tags-live: nothing keeps the guest's STG out, and no tag is lost.
  'guest-beside-copy': { 'v5.10': HOLDS },
  // [R11, derived] As copy-tags-first-touch, with a guest that stores a tag of its own.
  'guest-beside-restore': { 'v5.10': HOLDS, v11: LOST, 'v5.14': LOST, 'v6.2': HOLDS },
  // [R7] on v4; [R5] on v5.14 and half-way to v6.2, for the lock keeps it out of the guest's sight; [c145e0b47c77] v6.1 to v6.4, as swap-store.
  'guest-beside-swap': {
    'v5.10': HOLDS,
    v4: STALE,
    'v5.14': SHOWN,
    'v6.1': STALE,
    'v6.2-flag': SHOWN,
    'v6.2': STALE,
    'v6.6': HOLDS,
  },
};

/** What no race is needed for: it breaks when the threads are taken in turn. null: nothing does. */
export const IN_TURN: Readonly<Record<string, ByRelease<string | null>>> = {
  'guest-swap': { v4: 'stale' },
  'cow-remapped': { v4: 'stale', v11: 'stale', v12: null },
  hugetlb: { 'v6.13': 'stale' },
  // From v11 on: a debugger reads behind a PTE that user space cannot.
  'ptrace-prot-none': { v11: 'handed', 'v5.14': 'handed' },
  'touch-plain': { v4: 'dumped', v11: 'dumped', 'v5.14': 'dumped' },
  'migrate-ram': { v4: 'moved', v11: 'moved', 'v5.14': 'moved' },
  'migrate-tags': { v11: 'lost' },
  'migrate-late': { v11: 'lost' },
  'copy-tags-alias': { 'v6.2': 'deadlock' },
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
  return inherited(KNOWN[scenario.id] ?? {}, release)?.value ?? HOLDS;
}

/** Whether the answer there differs from that of the release's base, or the release is the newest; on the oldest, whether anything breaks. */
export function isTelling({ scenario, release }: Pair): boolean {
  const own = KNOWN[scenario.id]?.[release];
  if (release === newest.id) return true;
  return release === oldest.id ? own !== undefined && own.length > 0 : own !== undefined;
}
