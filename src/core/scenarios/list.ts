/** All scenarios, in the order in which the page offers them. */
import { isolation } from './isolation/scenario.ts';
import { quietVm } from './quiet-vm/scenario.ts';
import type { Scenario } from './scenario.ts';
import { sharedMprotect } from './shared-mprotect/scenario.ts';
import { vcpuFault } from './vcpu-fault/scenario.ts';

export const scenarios: readonly Scenario[] = [isolation, sharedMprotect, vcpuFault, quietVm];
