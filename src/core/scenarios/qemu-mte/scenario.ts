import { qemuConfigurations, qemuSources } from './configurations.ts';
import type { Scenario } from '../scenario.ts';

const NOT_MERGED =
  'QEMU asks for the capability under its merged number, 205, which this kernel does not know: “MTE requested, but not supported by KVM”, and it exits.';

/** FACTS 5: QEMU 9.2, -machine virt,mte=on -accel kvm. */
export const qemuMte: Scenario = {
  id: 'qemu-mte',
  title: 'QEMU: -machine virt,mte=on',
  theme: 'vmm',
  lookFor:
    'QEMU makes a VM to be asked, enables MTE once for the VM it means, tells each CPU, and adds a migration blocker. On which kernels does it get as far as KVM_RUN, and what does “migrate” answer then?',
  caveat:
    'Two CPUs of the command line, of which the model’s VM has one as vCPU. What QEMU keeps stands in `qemu`, and its calls in the log of system calls. Each is handed to a second thread, the kernel’s side of the same task. What other versions and accelerators make of mte=on stands in the table.',
  findings: {
    'v5.10': 'KVM has no MTE: “MTE requested, but not supported by KVM”, and it exits.',
    v4: NOT_MERGED,
    v11: NOT_MERGED,
    'v5.14':
      'Enabled once, with the blocker; both CPUs have kvm_mte. The guest runs, and migrate is refused.',
  },
  threads: [
    { name: 'QEMU', role: 'machvirt_init, and migrate', entry: 'machvirt_init', args: [0] },
    { name: 'kernel', role: 'its system calls', entry: 'serve_calls', args: [0, 0], resident: true },
  ],
  // As in vmm-program: another thread of the model makes the calls.
  constants: {
    CONFIG_ARM64_TAGGED_ADDR_ABI: 0,
    COARSE_USER_COPY: 1,
    NR_KVMS: 2,
    NR_MMS: 1,
    NR_TASKS: 2,
  },
  properties: ['ata', 'registers', 'stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [
      {
        title: 'It exits',
        choices: '0*5 1*10 0*7 1*8 0*7 1*15 0*39 1*27 0*39 1*22 0*9 1*11 0*7 1*8 0*3',
        breaks: null,
      },
    ],
    v4: [],
    v11: [],
    v12: [
      {
        title: 'It exits',
        choices: '0*5 1*10 0*7 1*8 0*7 1*15 0*39 1*29 0*39 1*24 0*9 1*11 0*7 1*8 0*3',
        breaks: null,
      },
    ],
    'v5.14': [
      {
        title: 'It runs, and does not migrate',
        choices:
          '0*5 1*10 0*7 1*8 0*39 1*16 0*7 1*15 0*39 1*30 0*39 1*24 0*9 1*11 0*7 1*8 0*41 1*16 0*12 1*8 0*43 1*36 0*7 1*15 0*39 1*30 0*7 1*189 0*5',
        breaks: null,
      },
    ],
    'v6.1': [],
    'v6.6': [
      {
        title: 'It runs, and does not migrate',
        choices:
          '0*5 1*10 0*7 1*8 0*39 1*16 0*7 1*15 0*39 1*30 0*39 1*24 0*9 1*11 0*7 1*8 0*41 1*16 0*12 1*8 0*43 1*36 0*7 1*15 0*39 1*30 0*7 1*189 0*5',
        breaks: null,
      },
    ],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'QEMU, guest memory' },
      { kind: 'stage2', space: 1, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  table: {
    title: 'What QEMU makes of mte=on, by version',
    columns: ['version', 'accelerator', 'asked', 'outcome', 'source'],
    rows: qemuConfigurations.map(({ version, accelerator, asked, outcome, source, likely }) => ({
      cells: [version, accelerator, asked, `${outcome}${likely ? ' (likely)' : ''}`],
      source: qemuSources[source],
    })),
  },
  vmm: null,
};
