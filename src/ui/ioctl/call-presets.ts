/** Calls worth trying, beside the plain one of each: what differs from it. What is answered, the model says. */
import type { PresetTitle } from './PresetChooser.tsx';

export interface CallPreset extends PresetTitle {
  /** Id in the table of calls. */
  readonly call: string;
  readonly fields: Readonly<Record<string, string>>;
}

function preset(
  call: string,
  id: string,
  title: string,
  fields: Readonly<Record<string, string>>,
  group = 'Refused, on some kernel',
): CallPreset {
  return { call, id: `${call} ${id}`, title, group, fields };
}

const DONE = 'Done';

/** The plain call of each kind comes first. */
export function presetsFor(call: string): readonly CallPreset[] {
  return [preset(call, 'plain', 'The plain call', {}, DONE), ...table.filter((one) => one.call === call)];
}

const REGION = 'KVM_SET_USER_MEMORY_REGION';

const table: readonly CallPreset[] = [
  preset('openat', 'other', 'Another file', { pathname: '/dev/tagscope' }),
  preset('KVM_CHECK_EXTENSION', 'v4', 'Under the number of v4', { extension: '191' }, DONE),
  preset('KVM_CREATE_VM', 'type', 'A type that there is not', { type: '1 << 8' }),
  preset('KVM_ENABLE_CAP', 'flags', 'With flags', { flags: '1' }),
  preset('KVM_ENABLE_CAP', 'other', 'A capability that is not enabled', { cap: 'KVM_CAP_USER_MEMORY' }),
  preset('KVM_ENABLE_CAP', 'second', 'For the second VM', { fd: 'FD_VM + 1' }, DONE),
  preset('KVM_CREATE_VCPU', 'number', 'A number out of range', { id: '512' }),
  preset('KVM_ARM_VCPU_INIT', 'width', 'AArch32 at EL1', { 'features[0]': '1 << KVM_ARM_VCPU_EL1_32BIT' }),
  preset('KVM_ARM_VCPU_INIT', 'target', 'Another kind of CPU', { target: '4' }),
  preset('KVM_ARM_VCPU_INIT', 'feature', 'A feature that there is not', { 'features[0]': '1 << 7' }),
  preset('KVM_GET_ONE_REG', 'id', 'ID_AA64PFR1_EL1', { id: 'ID_AA64PFR1_EL1' }, DONE),
  preset('KVM_GET_ONE_REG', 'plain vm', 'Of the vCPU without MTE', { fd: 'FD_VCPU + 1' }),
  preset('KVM_SET_ONE_REG', 'id', 'ID_AA64PFR1_EL1, to something else', { id: 'ID_AA64PFR1_EL1' }),
  preset('KVM_RUN', 'argument', 'With an argument', { argument: '1' }),
  preset(REGION, 'second page', 'The next page', { userspace_addr: 'USER_BASE + 1 page' }, DONE),
  preset(REGION, 'shared', 'Shared memory (page 2)', { userspace_addr: 'USER_BASE + 2 pages' }),
  preset(
    REGION,
    'nothing',
    'Where nothing is mapped (page 3)',
    { userspace_addr: 'USER_BASE + 3 pages' },
    DONE,
  ),
  preset(REGION, 'dax', 'Persistent memory (page 4)', { userspace_addr: 'USER_BASE + 4 pages' }),
  preset(REGION, 'device', 'Registers of a device (page 5)', { userspace_addr: 'USER_BASE + 5 pages' }),
  preset(REGION, 'late', 'Shared memory, for the VM without MTE', { fd: 'FD_VM + 1', userspace_addr: 'USER_BASE + 2 pages' }, DONE), // prettier-ignore
  preset(REGION, 'read-only', 'Read-only', { flags: 'KVM_MEM_READONLY' }, DONE),
  preset(REGION, 'logged', 'Logged', { flags: 'KVM_MEM_LOG_DIRTY_PAGES' }, DONE),
  preset(REGION, 'delete', 'Size 0: the slot goes', { memory_size: '0' }, DONE),
  preset(REGION, 'overlap', 'Another slot at the same place', { slot: '1' }),
  preset(REGION, 'flags', 'An unknown flag', { flags: '4' }),
  preset(REGION, 'odd', 'Half a page', { memory_size: '2K' }),
  preset('KVM_GET_DIRTY_LOG', 'slot', 'A slot that there is not', { slot: '2' }),
  preset('mmap', 'tagged', 'With PROT_MTE', { prot: 'PROT_READ | PROT_WRITE | PROT_MTE' }, DONE),
  preset('mmap', 'over', 'Over the first page (MAP_FIXED)', { addr: 'USER_BASE', flags: 'MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED' }, DONE), // prettier-ignore
  preset('mmap', 'none', 'Length 0', { length: '0' }),
  preset('mprotect', 'off', 'Without PROT_MTE', { prot: 'PROT_READ | PROT_WRITE' }, DONE),
  preset('mprotect', 'hole', 'Where nothing is mapped', { addr: 'USER_BASE + 7 pages' }),
  preset('mprotect', 'unknown', 'A protection that there is not', { prot: '0x40' }),
  preset('madvise', 'third', 'The third page', { addr: 'USER_BASE + 2 pages' }, DONE),
];
