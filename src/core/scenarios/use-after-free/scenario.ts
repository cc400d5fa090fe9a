import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const useAfterFree: Scenario = {
  ...guestExample,
  id: 'use-after-free',
  title: 'Used after free: caught, 15 times of 16',
  lookFor:
    'free gives the granule a tag by chance, with one seed for each number that it can draw. Which load does not fault, and why? Put GMI x3, x0, xzr in front of free’s IRG, and let it exclude x3.',
  findings: findingsBehind(
    'The guest has no MTE: RGSR_EL1 is undefined for it, which is all that its handler counts. No load faults.',
    '15 of 16 loads fault. The one that does not is that of the seed with which free draws 0: the tag stays as it was.',
  ),
  recorded: recordedBehind(
    { title: 'No load faults', choices: '0*550', breaks: null },
    { 'v6.13': [{ title: 'Sixteen objects, fifteen faults', choices: '0*632', breaks: null }] },
  ),
};
