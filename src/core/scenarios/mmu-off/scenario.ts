import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const mmuOff: Scenario = {
  ...guestExample,
  id: 'mmu-off',
  title: 'MMU off: memory without tags',
  lookFor:
    'The guest gives a granule tag 5, and turns its MMU off. What does LDG give, what do STG and a store by tag 9 do? And what is the granule’s tag when the MMU is on again?',
  findings: findingsBehind(
    'The guest has no MTE: there are no tags with the MMU on either.',
    'MMU off: LDG gives 0, STG changes nothing, the store is not checked. MMU on: tag 5 is there again, and tag 9 faults.',
  ),
  recorded: recordedBehind(
    { title: 'No tags at any time', choices: '0*117', breaks: null },
    { 'v6.13': [{ title: 'On, off, on', choices: '0*306', breaks: null }] },
  ),
};
