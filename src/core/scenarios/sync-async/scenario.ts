import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const syncAsync: Scenario = {
  ...guestExample,
  id: 'sync-async',
  title: 'Synchronous, asynchronous, asymmetric',
  lookFor:
    'The same wrong store in the three modes of SCTLR_EL1.TCF. When does it fault, when is it written, and where does anybody learn of it?',
  findings: findingsBehind(
    'The guest has no MTE: all stores are written, and TFSR_EL1 is undefined for it.',
    'Synchronous: a fault, nothing written. Asynchronous: written, and TFSR_EL1.TF0 is set for who reads it later. Asymmetric: so for stores, while loads fault.',
  ),
  recorded: recordedBehind(
    { title: 'Nothing is checked in any mode', choices: '0*196', breaks: null },
    { 'v6.13': [{ title: 'One store, three modes', choices: '0*344', breaks: null }] },
  ),
};
