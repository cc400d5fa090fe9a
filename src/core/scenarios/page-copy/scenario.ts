import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const pageCopy: Scenario = {
  ...guestExample,
  id: 'page-copy',
  title: 'A page is copied, with its tags',
  lookFor:
    'LDGM and STGM move the tags of 256 bytes. How many pairs does a page take, and when does the host bring the copy’s page?',
  findings: findingsBehind(
    'The guest has no MTE: LDGM gives 0, and STGM does nothing.',
    'Sixteen pairs. The first STGM to the copy is a stage-2 fault, behind which user_mem_abort sanitises the page.',
  ),
  constants: { ...guestExample.constants, GUEST_PAGES: 4, NR_FRAMES: 6 },
  picture: {
    frames: [4, 3],
    mappings: [
      { kind: 'stage2', space: 0, index: 2, name: 'Guest page' },
      { kind: 'stage2', space: 0, index: 3, name: 'Its copy' },
    ],
    swapSlots: [],
  },
  recorded: recordedBehind(
    { title: 'No tags to copy', choices: '0*295', breaks: null },
    { 'v6.13': [{ title: 'Sixteen blocks', choices: '0*1027', breaks: null }] },
  ),
};
