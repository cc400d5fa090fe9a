import { migrateTags } from '../migrate-tags/scenario.ts';
import type { Scenario } from '../scenario.ts';

/** FACTS 6 and the kernel's documentation of KVM_CAP_ARM_MTE: a byte copy of guest memory carries no tags. */
export const migrateRam: Scenario = {
  ...migrateTags,
  id: 'migrate-ram',
  title: 'A running guest moves, without its tags',
  lookFor:
    'The VMM sends the bytes of guest memory as if there were no tags. At the destination the guest has its registers back, and in them its pointers. What does the first load through one of them find?',
  findings: {
    'v5.10': 'The guest has no MTE, and goes on.',
    v4: 'The destination’s tags are zero: the guest’s first checked access faults.',
    v11: 'As on v4.',
    'v5.14': 'As on v4. “The VMM needs to manually save/restore the tags”, says the documentation.',
  },
  sharesSourcesOf: migrateTags.id,
  constants: { ...migrateTags.constants, MIGRATES_TAGS: 0 },
  recorded: {
    v12: [
      {
        title: 'The first load at the destination faults',
        choices: '1*39 0*42 2*7 1 0*4 1*31 2*7 1*2 2*62',
        breaks: 'moved',
      },
    ],
    'v6.6': [
      {
        title: 'The first load at the destination faults',
        choices: '1*40 0*42 2*7 1 0*4 1*31 2*7 1*2 2*64',
        breaks: 'moved',
      },
    ],
    'v6.13': [],
  },
};
