/** Registers between host and guest: kept as the model is, and lost with any line of the switch taken out. */
import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { sourcesOf } from '../assemble.ts';
import { machineOf } from '../machine.test-data.ts';
import { Vmm } from '../vmm.test-data.ts';
import { worldSwitch } from './scenario.ts';

const SWITCH = 'arch/arm64/kvm/hyp/switch-mte.c';
const WITH_MTE = releases.map(({ id }) => id).filter((id) => featuresOf(id).mteCapability !== null);

function switchOf(release: string): string {
  return sourcesOf(worldSwitch, release).find(({ path }) => path === SWITCH)?.text ?? '';
}

/** v4 exchanged TFSRE0_EL1 next to the guest, with RGSR_EL1 and GCR_EL1. */
function hasLine(release: string, text: string): boolean {
  return switchOf(release).includes(text);
}

/** What the guest's run breaks if a line of the switch is left out. */
function brokenWithout(release: string, line: string): (string | undefined)[] {
  const text = switchOf(release);
  const from = text.indexOf(line);
  if (from < 0) throw new Error(`${release} has no line ${line}`);
  const edited = text.slice(0, from) + text.slice(from + line.length);
  const machine = machineOf(worldSwitch, release, { edited: new Map([[SWITCH, edited]]) });
  const vmm = new Vmm(worldSwitch, release, machine);
  vmm.run(0);
  return vmm.broke.map((i) => worldSwitch.properties[i]);
}

test.each(releases.map(({ id }) => id))('%s: neither side sees the other’s registers', (release) => {
  const vmm = new Vmm(worldSwitch, release);
  expect(vmm.run(0)).toBe('ended');
  expect(vmm.broke).toEqual([]);
});

describe.each(WITH_MTE)('%s with a line left out', (release) => {
  test.each(['RGSR_EL1', 'GCR_EL1'])('the host’s %s is not put aside', (reg) => {
    expect(brokenWithout(release, `host->sys_regs[${reg}] = read_sysreg(${reg});`)).toContain('registers');
  });
  test.each(['RGSR_EL1', 'GCR_EL1'])('the guest’s %s is not loaded: it sees the host’s', (reg) => {
    expect(brokenWithout(release, `write_sysreg(guest->sys_regs[${reg}], ${reg});`)).toContain('registers');
  });
  test.each(['RGSR_EL1', 'GCR_EL1'])('the guest’s %s is not put aside', (reg) => {
    expect(brokenWithout(release, `guest->sys_regs[${reg}] = read_sysreg(${reg});`)).toContain('registers');
  });
  test.each(['RGSR_EL1', 'GCR_EL1'])('the host’s %s does not come back', (reg) => {
    expect(brokenWithout(release, `write_sysreg(host->sys_regs[${reg}], ${reg});`)).toContain('registers');
  });
  test.each(['TFSR_EL1', 'TFSRE0_EL1'])('%s is not put aside', (reg) => {
    const [guest, ctxt] = [`guest->sys_regs[${reg}]`, `ctxt->sys_regs[${reg}]`];
    const line = `${hasLine(release, guest) ? guest : ctxt} = read_sysreg(${reg});`;
    expect(brokenWithout(release, line)).toContain('registers');
  });
  test.each(['TFSR_EL1', 'TFSRE0_EL1'])('%s does not come back', (reg) => {
    const [host, ctxt] = [`host->sys_regs[${reg}]`, `ctxt->sys_regs[${reg}]`];
    const line = `write_sysreg(${hasLine(release, host) ? host : ctxt}, ${reg});`;
    expect(brokenWithout(release, line)).toContain('registers');
  });
});
