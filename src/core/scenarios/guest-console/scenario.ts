import { guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

function answering(version: string): string {
  return `KVM answers PSCI_VERSION with ${version}. Each load of FR and each store to DR is KVM_EXIT_MMIO; SYSTEM_OFF is KVM_EXIT_SYSTEM_EVENT.`;
}

/** KVM_EXIT_MMIO and PSCI, by a guest's own loads, stores and HVC. */
export const guestConsole: Scenario = {
  ...guestExample,
  id: 'guest-console',
  title: 'A guest prints, and switches itself off',
  lookFor:
    'Three ways out of the guest: a call that KVM answers itself, a load and a store that it hands to the VMM, and the last call, which ends the run. Why does no tag check come in between? Let the byte be stored with write-back, strb w0, [x19], #0, and look what KVM_RUN says.',
  // Up to v5.14 the older version (likely [M]).
  findings: { 'v5.10': answering('1.0'), 'v6.1': answering('1.1') },
  recorded: recordedBehind(
    { title: 'PSCI 1.0, byte by byte', choices: '0*681', breaks: null },
    { 'v6.13': [{ title: 'PSCI 1.1, byte by byte', choices: '0*1443', breaks: null }] },
  ),
};
