/** All scenarios, in the order in which the page offers them. */
import { copyTagsAlias } from './copy-tags-alias/scenario.ts';
import { copyTagsCycle } from './copy-tags-cycle/scenario.ts';
import { copyTagsFirstTouch } from './copy-tags-first-touch/scenario.ts';
import { copyTagsLive } from './copy-tags-live/scenario.ts';
import { cowCopy } from './cow-copy/scenario.ts';
import { cowRemapped } from './cow-remapped/scenario.ts';
import { cowVm } from './cow-vm/scenario.ts';
import { firstTouch } from './first-touch/scenario.ts';
import { forkVm } from './fork-vm/scenario.ts';
import { guestBesideCopy } from './guest-beside-copy/scenario.ts';
import { guestBesideRestore } from './guest-beside-restore/scenario.ts';
import { guestBesideSwap } from './guest-beside-swap/scenario.ts';
import { guestConsole } from './guest-console/scenario.ts';
import { guestSwap } from './guest-swap/scenario.ts';
import { helloTags } from './hello-tags/scenario.ts';
import { heapOverflow } from './heap-overflow/scenario.ts';
import { useAfterFree } from './use-after-free/scenario.ts';
import { stackTagging } from './stack-tagging/scenario.ts';
import { syncAsync } from './sync-async/scenario.ts';
import { tagZero } from './tag-zero/scenario.ts';
import { granuleBoundary } from './granule-boundary/scenario.ts';
import { normalTagged } from './normal-tagged/scenario.ts';
import { pageCopy } from './page-copy/scenario.ts';
import { registersSurvive } from './registers-survive/scenario.ts';
import { el0Fault } from './el0-fault/scenario.ts';
import { el0Modes } from './el0-modes/scenario.ts';
import { mmuOff } from './mmu-off/scenario.ts';
import { spRelative } from './sp-relative/scenario.ts';
import { hibernation } from './hibernation/scenario.ts';
import { hugePage } from './huge-page/scenario.ts';
import { isolation } from './isolation/scenario.ts';
import { ksm } from './ksm/scenario.ts';
import { memslots } from './memslots/scenario.ts';
import { migrateLate } from './migrate-late/scenario.ts';
import { migrateRam } from './migrate-ram/scenario.ts';
import { migrateTags } from './migrate-tags/scenario.ts';
import { migration } from './migration/scenario.ts';
import { nextOwner } from './next-owner/scenario.ts';
import { privateVm } from './private-vm/scenario.ts';
import { ptracePeek } from './ptrace-peek/scenario.ts';
import { ptraceProtNone } from './ptrace-prot-none/scenario.ts';
import { ptraceUntagged } from './ptrace-untagged/scenario.ts';
import { qemuMte } from './qemu-mte/scenario.ts';
import { quietVm } from './quiet-vm/scenario.ts';
import { allCalls } from './all-calls/scenario.ts';
import { capability } from './capability/scenario.ts';
import { capabilityRace } from './capability-race/scenario.ts';
import { hugetlbFork } from './hugetlb-fork/scenario.ts';
import { hugetlb } from './hugetlb/scenario.ts';
import { hugetlbCopyTags } from './hugetlb-copy-tags/scenario.ts';
import { idRegisters } from './id-registers/scenario.ts';
import { noMteHardware } from './no-mte-hardware/scenario.ts';
import { vmmProgram } from './vmm-program/scenario.ts';
import { worldSwitch } from './world-switch/scenario.ts';
import type { Scenario } from './scenario.ts';
import { sharedMprotect } from './shared-mprotect/scenario.ts';
import { slotReplaced } from './slot-replaced/scenario.ts';
import { swapFork } from './swap-fork/scenario.ts';
import { swapNoMemory } from './swap-no-memory/scenario.ts';
import { swapStore } from './swap-store/scenario.ts';
import { swapUntagged } from './swap-untagged/scenario.ts';
import { twoFlags } from './two-flags/scenario.ts';
import { swapoff } from './swapoff/scenario.ts';
import { touchGuest } from './touch-guest/scenario.ts';
import { taggedProcess } from './tagged-process/scenario.ts';
import { vcpuFault } from './vcpu-fault/scenario.ts';

export const scenarios: readonly Scenario[] = [
  isolation,
  sharedMprotect,
  twoFlags,
  swapFork,
  swapUntagged,
  swapStore,
  swapoff,
  swapNoMemory,
  cowCopy,
  firstTouch,
  nextOwner,
  ksm,
  hugetlbFork,
  migration,
  hibernation,
  taggedProcess,
  ptracePeek,
  ptraceUntagged,
  ptraceProtNone,
  vcpuFault,
  forkVm,
  privateVm,
  cowVm,
  guestSwap,
  cowRemapped,
  hugePage,
  hugetlb,
  slotReplaced,
  memslots,
  capability,
  noMteHardware,
  capabilityRace,
  idRegisters,
  worldSwitch,
  vmmProgram,
  copyTagsLive,
  copyTagsFirstTouch,
  hugetlbCopyTags,
  copyTagsAlias,
  copyTagsCycle,
  ...touchGuest,
  qemuMte,
  migrateTags,
  migrateRam,
  migrateLate,
  helloTags,
  heapOverflow,
  useAfterFree,
  stackTagging,
  spRelative,
  syncAsync,
  tagZero,
  granuleBoundary,
  normalTagged,
  mmuOff,
  pageCopy,
  registersSurvive,
  el0Fault,
  el0Modes,
  guestConsole,
  guestBesideCopy,
  guestBesideRestore,
  guestBesideSwap,
  allCalls,
  quietVm,
];
