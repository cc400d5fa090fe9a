import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const tagZero: Scenario = {
  ...guestExample,
  id: 'tag-zero',
  title: 'Tag 0 matches nothing but 0',
  lookFor:
    'A pointer without a tag to a granule with one: is it let through? And what does TCR_EL1.TCMA0 change, for it and for other tags?',
  findings: findingsBehind(
    'The guest has no MTE: no load is checked.',
    'Tag 0 against tag 1 faults. With TCMA0 a pointer with tag 0 is not checked; one with tag 2 is, as before.',
  ),
  recorded: recordedBehind(
    { title: 'Never checked', choices: '0*109', breaks: null },
    { 'v6.13': [{ title: 'Checked, then unchecked', choices: '0*309', breaks: null }] },
  ),
};
