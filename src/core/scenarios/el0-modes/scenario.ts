import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const el0Modes: Scenario = {
  ...guestExample,
  id: 'el0-modes',
  title: 'EL0: synchronous, asynchronous, asymmetric',
  lookFor:
    'A program at EL0 makes a wrong store and a wrong load in each mode of SCTLR_EL1.TCF0. Which of them take an exception to EL1, what is written, and what does the kernel find in TFSRE0_EL1? X20, X21 and X22 have a hexadecimal digit for each mode.',
  findings: findingsBehind(
    'The guest has no MTE: all three stores are written, and TFSRE0_EL1 is undefined for it.',
    'Synchronous: two faults, nothing written. Asynchronous: none, written, and TFSRE0_EL1.TF0 is set. Asymmetric: written and noted for the store, a fault for the load.',
  ),
  recorded: recordedBehind(
    { title: 'Nothing is checked in any mode', choices: '0*292', breaks: null },
    { 'v6.13': [{ title: 'Three modes, three faults', choices: '0*409', breaks: null }] },
  ),
};
