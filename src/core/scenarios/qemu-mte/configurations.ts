/** What QEMU makes of `-machine virt,mte=…`, by version and accelerator, with where that is known from. Data; docs/qemu.md is written from it. */

export interface QemuConfiguration {
  readonly version: string;
  readonly accelerator: string;
  /** On the command line, and what there is beneath it. */
  readonly asked: string;
  readonly outcome: string;
  readonly source: keyof typeof qemuSources;
  /** We have it from memory, not from a source. */
  readonly likely: boolean;
}

/** Where the rows are from. */
export const qemuSources = {
  '7.2': {
    name: 'QEMU 7.2, hw/arm/virt.c and target/arm/cpu.c (the package of Debian 12)',
    url: 'https://gitlab.com/qemu-project/qemu/-/blob/v7.2.0/hw/arm/virt.c',
  },
  '8.1': {
    name: 'b320e21c48ce “arm/kvm: add support for MTE”, and its reversal',
    url: 'https://gitlab.com/qemu-project/qemu/-/commit/b320e21c48ce',
  },
  rework: {
    name: '[PATCH v4] arm/kvm: add support for MTE, 8 October 2024',
    url: 'https://lore.kernel.org/all/20241008114302.4855-1-gankulkarni@os.amperecomputing.com/',
  },
} as const;

function row(
  version: string,
  accelerator: string,
  asked: string,
  outcome: string,
  source: QemuConfiguration['source'],
  likely = false,
): QemuConfiguration {
  return { version, accelerator, asked, outcome, source, likely };
}

const TAG_MEMORY =
  'Tag memory of 1/32 of the address space: a byte for each 32 of RAM, two tags a byte. The guest sees MTE; with secure=on there is a second one.';

/** In the order of versions. */
export const qemuConfigurations: readonly QemuConfiguration[] = [
  row('7.2', 'TCG', 'mte=on, -cpu max', TAG_MEMORY, '7.2'),
  row('7.2', 'TCG', 'mte=on, a CPU without MTE', 'Exits: “MTE requested, but not supported by the guest CPU”.', '7.2'), // prettier-ignore
  row('7.2', 'TCG', 'mte=off, -cpu max', 'No tag memory, so the CPU’s MTE field is cleared; the guest sees none.', '7.2'), // prettier-ignore
  row(
    '7.2',
    'KVM',
    'mte=on',
    'Exits: “mach-virt: KVM does not support providing MTE to the guest CPU”.',
    '7.2',
  ),
  row('7.2', 'HVF', 'mte=on', 'Exits, with the accelerator’s name in the same sentence.', '7.2', true),
  row('8.1', 'KVM', 'mte=on', 'A first attempt; reverted, since with TCG -cpu max showed MTE without tag memory, and crashed.', '8.1'), // prettier-ignore
  row('9.2', 'TCG', 'mte=on, -cpu max', TAG_MEMORY, 'rework', true),
  row('9.2', 'TCG', 'mte=on, a CPU without MTE', 'Exits: “MTE requested, but not supported by the guest CPU”.', 'rework'), // prettier-ignore
  row('9.2', 'TCG', 'mte=off, -cpu max', 'The MTE field is reduced to 1: the instructions of EL0 alone.', 'rework', true), // prettier-ignore
  row('9.2', 'KVM', 'mte=on, kernel with KVM_CAP_ARM_MTE', 'Enabled once for the VM; blocker “Live migration disabled due to MTE enabled”; kvm_mte on each CPU.', 'rework'), // prettier-ignore
  row(
    '9.2',
    'KVM',
    'mte=on, kernel without it',
    'Exits: “MTE requested, but not supported by KVM”.',
    'rework',
  ),
  row('9.2', 'KVM', 'mte=on, and KVM refuses', 'Aborts: “Failed to enable KVM_CAP_ARM_MTE”.', 'rework'),
  row('9.2', 'KVM', 'mte=off, kernel with KVM_CAP_ARM_MTE', 'The capability stays off, so KVM shows the guest no MTE.', 'rework'), // prettier-ignore
  row('9.2', 'HVF', 'mte=on', 'Exits: “mach-virt: %s does not support providing MTE to the guest CPU”, with the accelerator’s name.', 'rework'), // prettier-ignore
  row('9.2', 'another', 'mte=on', 'Exits: “MTE requested, but not supported ”.', 'rework'),
];
