import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const registersSurvive: Scenario = {
  ...guestExample,
  id: 'registers-survive',
  title: 'GCR and RGSR survive the host',
  lookFor:
    'Between two IRGs the first touch of a page takes the vCPU out to the host. Does the sequence go on? Take the line that puts the guest’s RGSR_EL1 aside out of mte_switch_to_hyp and look again.',
  findings: findingsBehind(
    'The guest has no MTE: GCR_EL1 is undefined for it.',
    'The four tags are those that the seed gives without the trip to the host.',
  ),
  recorded: recordedBehind(
    { title: 'GCR_EL1 is undefined', choices: '0*86', breaks: null },
    { 'v6.13': [{ title: 'Two tags, the host, two tags', choices: '0*296', breaks: null }] },
  ),
};
