import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const stackTagging: Scenario = {
  ...guestExample,
  id: 'stack-tagging',
  title: 'Tags on the stack, and what SP may',
  lookFor:
    'Each variable of the frame has a tag. Loads from SP and a number are not checked, the same address in another register is. Which three accesses fault?',
  findings: findingsBehind(
    'The guest has no MTE: GCR_EL1 is undefined for it, and no access of the stack faults.',
    'SP and a number: unchecked, though SP’s tag is 0. The same address by X4, a store out of its variable, and a pointer that outlived its frame: faults.',
  ),
  recorded: recordedBehind(
    { title: 'Nothing of the stack is checked', choices: '0*131', breaks: null },
    { 'v6.13': [{ title: 'A frame comes and goes', choices: '0*327', breaks: null }] },
  ),
};
