import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const granuleBoundary: Scenario = {
  ...guestExample,
  id: 'granule-boundary',
  title: 'The seventeenth byte',
  lookFor:
    'A loop copies 20 bytes to a granule that has 16. At which byte does it fault? Then a store of 8 bytes lies in two granules: what of it is written?',
  findings: findingsBehind(
    'The guest has no MTE: all is written.',
    'The store of byte 17 faults. The store across the boundary faults too, and writes nothing, not even to the granule whose tag is right.',
  ),
  recorded: recordedBehind(
    { title: 'All is written', choices: '0*208', breaks: null },
    { 'v6.13': [{ title: 'Byte 17, and a store in two granules', choices: '0*386', breaks: null }] },
  ),
};
