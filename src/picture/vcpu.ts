/** The vCPU of a VM and the registers of MTE: those that the CPU has now, the guest's while the host runs, the host's while the guest runs. */
import type { PictureInput } from './moment.ts';
import { named, truth, type Named, type Parts } from './named.ts';
import { constantOf, integerAt, placeOf } from './read.ts';
import { registerFields } from './register.ts';

export interface VcpuMark {
  readonly facts: readonly Named[];
  /** As KVM keeps them in the vCPU: what the guest left, and what it gets when it is entered. */
  readonly saved: readonly Named[];
  /** Of each CPU: what its registers hold, and the host's own while a guest runs there. */
  readonly cpus: readonly CpuMark[];
}

export interface CpuMark {
  readonly name: string;
  /** Who has the CPU: the host, or the guest of a VM. */
  readonly runs: string;
  readonly now: readonly Named[];
  readonly host: readonly Named[];
}

const REGISTERS = ['GCR_EL1', 'RGSR_EL1', 'TFSR_EL1', 'TFSRE0_EL1'] as const;

/** Null: KVM_CREATE_VCPU has not been called. */
export function vcpuOf(input: PictureInput, vm: number): VcpuMark | null {
  const { program, state } = input;
  const own = (...path: string[]) => placeOf(program, 'vcpus', vm, ...path);
  if (integerAt(state, own('kvm')) === 0n) return null;
  return {
    facts: [
      ...named(input, 'initialized', own('initialized'), truth),
      ...named(input, 'features', own('features'), features),
      ...named(input, 'HCR_EL2', own('hcr_el2'), fieldsOf('HCR_EL2')),
      ...named(input, 'exit_reason', own('exit_reason'), exitReason(input)),
      ...failed(input, vm),
    ],
    saved: [
      ...named(input, 'PSTATE', own('ctxt', 'pstate'), fieldsOf('PSTATE')),
      ...registersAt(input, 'vcpus', vm, 'ctxt', 'sys_regs'),
    ],
    cpus: input.scenario.threads.map((thread, cpu) => ({
      name: thread.name,
      runs: whoRuns(input, cpu),
      now: [
        ...named(input, 'HCR_EL2', placeOf(program, 'cpus', cpu, 'hcr_el2'), fieldsOf('HCR_EL2')),
        ...registersAt(input, 'cpus', cpu, 'sysreg'),
      ],
      host: registersAt(input, 'kvm_host_data', cpu, 'host_ctxt', 'sys_regs'),
    })),
  };
}

function registersAt(input: PictureInput, name: string, ...path: readonly (string | number)[]): Named[] {
  return REGISTERS.flatMap((register) =>
    named(
      input,
      register,
      placeOf(input.program, name, ...path, Number(constantOf(input.program, register))),
      fieldsOf(register),
    ),
  );
}

const fieldsOf =
  (register: string): Parts =>
  (value) =>
    registerFields(register, value);

/** KVM_ARM_VCPU_INIT's, as far as the model knows them: by their bit. */
const FEATURES = [
  [1n, 'KVM_ARM_VCPU_EL1_32BIT'],
  [2n, 'KVM_ARM_VCPU_PSCI_0_2'],
] as const;
const features: Parts = (value) => {
  const set = FEATURES.filter(([bit]) => ((value >> bit) & 1n) === 1n).map(([, name]) => name);
  return [{ name: '', value: set.length === 0 ? 'none' : set.join(', ') }];
};

const exitReason =
  ({ program }: PictureInput): Parts =>
  (value) => {
    const name = ['KVM_EXIT_MMIO', 'KVM_EXIT_INTR', 'KVM_EXIT_SYSTEM_EVENT'].find(
      (one) => constantOf(program, one) === value,
    );
    return [{ name: '', value: name ?? (value === 0n ? 'none yet' : value.toString()) }];
  };

/** With what KVM_RUN failed last, if it did. */
function failed(input: PictureInput, vm: number): Named[] {
  const place = placeOf(input.program, 'kvm_run_gave', vm);
  if (integerAt(input.state, place) === 0n) return [];
  return named(input, 'KVM_RUN', place, (value) => {
    return [{ name: '', value: errorName(input, value) }];
  });
}

/** An error that KVM_RUN gave, by its name. */
function errorName({ program }: PictureInput, gave: bigint): string {
  const error = -BigInt.asIntN(64, gave);
  const name = ['EINTR', 'ENOEXEC', 'EFAULT', 'ENOSYS'].find((one) => constantOf(program, one) === error);
  return `-${name ?? error.toString()}`;
}

/** Why VM 0's vCPU runs no more, its thread having ended; null if KVM_RUN says nothing of it. */
export function whyOver(input: PictureInput): string | null {
  const { program, state } = input;
  const gave = integerAt(state, placeOf(program, 'kvm_run_gave', 0));
  if (gave !== 0n) return `KVM_RUN gave ${errorName(input, gave)}: the VMM runs this vCPU no more`;
  const own = (field: string) => integerAt(state, placeOf(program, 'vcpus', 0, field));
  if (own('exit_reason') !== constantOf(program, 'KVM_EXIT_SYSTEM_EVENT')) return null;
  const isReset = own('system_event') === constantOf(program, 'KVM_SYSTEM_EVENT_RESET');
  return `The guest has ${isReset ? 'reset itself' : 'powered itself off'}: KVM_EXIT_SYSTEM_EVENT`;
}

function whoRuns({ program, state }: PictureInput, cpu: number): string {
  const runs = Number(integerAt(state, placeOf(program, 'cpus', cpu, 'runs')));
  const switching = integerAt(state, placeOf(program, 'cpus', cpu, 'switching')) !== 0n;
  if (switching) return runs === 0 ? 'from the host to the guest' : 'from the guest to the host';
  return runs === 0 ? 'the host runs' : `the guest of VM ${runs - 1} runs`;
}
