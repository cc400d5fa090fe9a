/** What a guest, and KVM_GET_ONE_REG, find of MTE, by release; written by hand from FACTS 3. */
import { describe, expect, test } from 'vitest';
import { featuresOf, inherited } from '../../kernel/inherit.ts';
import { newest, releases } from '../../kernel/releases.ts';
import { copyState } from '../../machine/state.ts';
import { statusOf } from '../../step/status.ts';
import { read64 } from '../../step/wide.ts';
import {
  EFAULT,
  EINVAL,
  ENOENT,
  KVM_GET_ONE_REG,
  KVM_SET_ONE_REG,
  PAGE,
  USER,
  Vmm,
} from '../vmm.test-data.ts';
import { idRegisters } from './scenario.ts';

const SYSREG_U64 = 0x6030000000130000n;
const ID_AA64PFR1_EL1 = 0xc021n;
const RGSR_EL1 = 0xc085n;
const GCR_EL1 = 0xc086n;
const TFSR_EL1 = 0xc2b0n;
const TFSRE0_EL1 = 0xc2b1n;
const TAG_REGISTERS = [RGSR_EL1, GCR_EL1, TFSR_EL1, TFSRE0_EL1];

/** vCPUs of a VM with MTE, and of one without. */
const FD_MTE = 6n;
const FD_PLAIN = 7n;
const VALUE = USER + 2n * PAGE;
const TCO = 1n << 25n;

/** ID_AA64PFR1_EL1.MTE of a guest that has MTE; the host has 3. */
function idField(release: string): bigint {
  return inherited({ 'v5.10': 0n, v4: 3n, v11: 2n, 'v5.14': 3n }, release)?.value ?? 0n;
}

/** What each instruction of a VM's guest has got. */
function got({ system, state }: Vmm, vm: number): bigint[] {
  const { globals } = system.program;
  const guests = globals.get('guests');
  const type = guests?.type.kind === 'array' ? guests.type.of : undefined;
  if (guests === undefined || type?.kind !== 'struct') throw new Error('there are no guests');
  const offset = type.fields.find(({ name }) => name === 'got')?.offset ?? NaN;
  return Array.from({ length: 16 }, (_, i) =>
    read64(state.words, guests.address + vm * type.words + offset + 2 * i),
  );
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const hasMte = featuresOf(release).mteCapability !== null;

  test('the guest with MTE reads its ID register, and the registers as it set them', () => {
    const vmm = new Vmm(idRegisters, release);
    expect(vmm.run(1)).toBe('ended');
    const [id, , gcr, rgsr, tfsr, tfsre0] = got(vmm, 0);
    expect(id).toBe(idField(release) << 8n);
    expect([gcr, rgsr, tfsr, tfsre0]).toEqual(hasMte ? [0xfffen, 0n, 0n, 0n] : [0n, 0n, 0n, 0n]);
    expect(vmm.broke).toEqual([]);
  });

  test('for the guest without MTE they are undefined, and nothing says that there could be any', () => {
    const vmm = new Vmm(idRegisters, release);
    expect(vmm.run(2)).toBe('ended');
    const results = got(vmm, 1);
    expect(results.slice(0, 8)).toEqual([0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]);
    // The handler's first instruction: an injected exception overrides tag checks in VMs with MTE only.
    expect(results[8]).toBe(0n);
    expect(statusOf(vmm.system, vmm.state, 2).kind).toBe('ended');
    expect(vmm.broke).toEqual([]);
  });

  test('KVM_GET_ONE_REG of the vCPU with MTE', () => {
    const vmm = new Vmm(idRegisters, release);
    vmm.run(1);
    const get = (reg: bigint): bigint => vmm.ioctlWith(FD_MTE, KVM_GET_ONE_REG, [SYSREG_U64 | reg, VALUE]);
    expect(get(ID_AA64PFR1_EL1)).toBe(0n);
    expect(vmm.word(VALUE)).toBe(idField(release) << 8n);
    for (const reg of TAG_REGISTERS) expect(get(reg)).toBe(hasMte ? 0n : ENOENT);
    if (hasMte) {
      get(GCR_EL1);
      expect(vmm.word(VALUE)).toBe(0xfffen);
    }
  });

  test('KVM_GET_ONE_REG of the vCPU without', () => {
    const vmm = new Vmm(idRegisters, release);
    const get = (reg: bigint): bigint => vmm.ioctlWith(FD_PLAIN, KVM_GET_ONE_REG, [SYSREG_U64 | reg, VALUE]);
    expect(get(ID_AA64PFR1_EL1)).toBe(0n);
    expect(vmm.word(VALUE)).toBe(0n);
    for (const reg of TAG_REGISTERS) expect(get(reg)).toBe(ENOENT);
  });

  test('KVM_SET_ONE_REG: the registers of MTE, and the ID register as it is', () => {
    const vmm = new Vmm(idRegisters, release);
    const set = (reg: bigint, value: bigint, fd = FD_MTE): bigint =>
      vmm.ioctlWith(fd, KVM_SET_ONE_REG, [SYSREG_U64 | reg, USER + PAGE + 16n, value]);
    expect(set(GCR_EL1, 0x1234n)).toBe(hasMte ? 0n : ENOENT);
    expect(set(GCR_EL1, 0x1234n, FD_PLAIN)).toBe(ENOENT);
    expect(set(ID_AA64PFR1_EL1, idField(release) << 8n)).toBe(0n);
    expect(set(ID_AA64PFR1_EL1, 1n << 8n)).toBe(EINVAL);
    if (hasMte) {
      vmm.ioctlWith(FD_MTE, KVM_GET_ONE_REG, [SYSREG_U64 | GCR_EL1, VALUE]);
      expect(vmm.word(VALUE)).toBe(0x1234n);
    }
    expect(vmm.broke).toEqual([]);
  });

  test('what is no register, and what is no memory', () => {
    const vmm = new Vmm(idRegisters, release);
    const get = (id: bigint, at: bigint): bigint => vmm.ioctlWith(FD_MTE, KVM_GET_ONE_REG, [id, at]);
    expect(get(SYSREG_U64 | 0xc000n, VALUE)).toBe(ENOENT);
    expect(get(0x6020000000130000n | GCR_EL1, VALUE)).toBe(ENOENT);
    expect(get(SYSREG_U64 | ID_AA64PFR1_EL1, 0n)).toBe(EFAULT);
    expect(vmm.ioctlWith(FD_MTE, KVM_GET_ONE_REG, [], USER + 8n * PAGE)).toBe(EFAULT);
    const nowhere = [SYSREG_U64 | ID_AA64PFR1_EL1, 0n];
    expect(vmm.ioctlWith(FD_MTE, KVM_SET_ONE_REG, nowhere)).toBe(EFAULT);
  });
});

test.each(['v4', 'v11', 'v12', 'v5.14', newest.id])(
  '%s: an exception that KVM injects overrides tag checks, unless nothing is said of them yet',
  (release) => {
    const vmm = new Vmm(idRegisters, release);
    // A register that no guest has: the guest with MTE is taken to its handler as well.
    const { globals } = vmm.system.program;
    const type = globals.get('guests')?.type;
    const fields = type?.kind === 'array' && type.of.kind === 'struct' ? type.of.fields : [];
    const text =
      (globals.get('guests')?.address ?? NaN) + (fields.find((f) => f.name === 'text')?.offset ?? NaN);
    // struct guest_insn: op, reg, value.
    vmm.state = copyState(vmm.state);
    vmm.state.words[text + 1] = 0xc000;
    expect(vmm.run(1)).toBe('ended');
    expect(got(vmm, 0)[8]).toBe(release === 'v4' ? 0n : TCO);
    expect(vmm.broke).toEqual([]);
  },
);
