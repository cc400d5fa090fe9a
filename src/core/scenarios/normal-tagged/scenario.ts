import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const normalTagged: Scenario = {
  ...guestExample,
  id: 'normal-tagged',
  title: 'Normal Tagged: memory that has tags',
  lookFor:
    'The same STG three times: with the MMU off, in Normal memory, and in Normal Tagged memory of the guest’s own tables. Which one leaves a tag that LDG finds?',
  findings: findingsBehind(
    'The guest has no MTE: whatever its tables say, memory has no tags.',
    'Only the third. Stage 2 allowed tags all the time: where it has them, the guest’s own tables decide.',
  ),
  recorded: recordedBehind(
    { title: 'No tags, however mapped', choices: '0*125', breaks: null },
    { 'v6.13': [{ title: 'Off, Normal, Normal Tagged', choices: '0*314', breaks: null }] },
  ),
};
