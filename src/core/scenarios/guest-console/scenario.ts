import { releases } from '../../kernel/releases.ts';
import { guestExample } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

/** Up to v5.14 KVM answers with the older version (likely [M]). */
const OLDER = ['v5.10', 'v4', 'v11', 'v12', 'v5.14'];

/** KVM_EXIT_MMIO and PSCI, by a guest's own loads, stores and HVC. */
export const guestConsole: Scenario = {
  ...guestExample,
  id: 'guest-console',
  title: 'A guest prints, and switches itself off',
  lookFor:
    'Three ways out of the guest: a call that KVM answers itself, a load and a store that it hands to the VMM, and the last call, which ends the run. Why does no tag check come in between? Let the byte be stored with write-back, strb w0, [x19], #0, and look what KVM_RUN says.',
  findings: Object.fromEntries(
    releases.map(({ id }) => [
      id,
      `KVM answers PSCI_VERSION with ${OLDER.includes(id) ? '1.0' : '1.1'}. Each load of FR and each store to DR is KVM_EXIT_MMIO; SYSTEM_OFF is KVM_EXIT_SYSTEM_EVENT.`,
    ]),
  ),
  recorded: [
    { title: 'PSCI 1.1, byte by byte', release: 'v6.13', choices: '0*1443', breaks: null },
    { title: 'PSCI 1.0, byte by byte', release: 'v5.10', choices: '0*681', breaks: null },
  ],
};
