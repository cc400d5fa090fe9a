import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const el0Fault: Scenario = {
  ...guestExample,
  id: 'el0-fault',
  title: 'EL0 fails a check, EL1 is told',
  lookFor:
    'The guest’s kernel starts a program at EL0 that loads by a pointer of another tag. Which class does ESR_EL1 have, and is the tag in FAR_EL1?',
  findings: findingsBehind(
    'The guest has no MTE: the program comes to its SVC.',
    'ESR_EL1 says class 0x24, a data abort from a lower EL, and DFSC 0x11, tag check fault. FAR_EL1 is the pointer, tag and all.',
  ),
  recorded: recordedBehind(
    { title: 'No check, so an SVC', choices: '0*119', breaks: null },
    { 'v6.13': [{ title: 'From EL0 to EL1', choices: '0*304', breaks: null }] },
  ),
};
