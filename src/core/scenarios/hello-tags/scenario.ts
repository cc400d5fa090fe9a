import { guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

/** A guest's own A64 code, from its first instruction to a tag check fault. */
export const helloTags: Scenario = {
  ...guestExample,
  id: 'hello-tags',
  title: 'Hello, tags: a guest’s own code',
  lookFor:
    'The guest turns on its MMU, takes a random tag, gives it to a granule, and uses it by two pointers. Where does the first STG pass the host, and which access fails?',
  findings: {
    'v5.10':
      'The guest has no MTE: its first use of GCR_EL1 traps, and KVM has it take the undefined exception.',
    v4: 'user_mem_abort sanitises the page before the guest has it.',
    v11: 'As on v4.',
    'v5.14': 'As on v4.',
    'v6.2': 'user_mem_abort sanitises the page before the guest has it, with PG_mte_lock around the work.',
  },
  recorded: recordedBehind(
    { title: 'GCR_EL1 is undefined', choices: '0*87', breaks: null },
    { 'v6.13': [{ title: 'From the first instruction to the fault', choices: '0*299', breaks: null }] },
  ),
};
