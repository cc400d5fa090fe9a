import { migrateTags } from '../migrate-tags/scenario.ts';
import type { Scenario } from '../scenario.ts';

/** FACTS 4.2 h and i: a tag that is stored behind the last copy. */
export const migrateLate: Scenario = {
  ...migrateTags,
  id: 'migrate-late',
  title: 'A page is tagged after it was copied',
  lookFor:
    'This VMM stops the guest behind the last copy, not before it. Let the guest store its tag when the page has been copied: the store is in the log, and nobody asks. Which of the two objects does the guest find at the destination?',
  findings: {
    'v5.10': 'The guest has no tags. (Its byte would be lost in the same way.)',
    v4: 'There is no ioctl for the tags: the guest stays.',
    v11: 'Late or not: the first access at the destination clears all tags, since the ioctl does not mark the page.',
    'v5.14': 'Stored in time, the tag arrives. Stored behind the last copy, it stays behind.',
    'v6.2': 'As on v5.14: PG_mte_lock keeps no guest from storing tags.',
  },
  sharesSourcesOf: migrateTags.id,
  constants: { ...migrateTags.constants, STOPS_FIRST: 0 },
  recorded: {
    v12: [
      { title: 'Stored behind the last copy', choices: '1*86 0*42 2*29 1 0*4 1*3 2*62', breaks: 'moved' },
    ],
    'v5.14': [
      { title: 'Stored behind the last copy', choices: '1*88 0*43 2*30 1 0*4 1*3 2*48', breaks: 'moved' },
    ],
    'v6.1': [],
    'v6.6': [
      { title: 'Stored behind the last copy', choices: '1*89 0*42 2*32 1 0*4 1*3 2*48', breaks: 'moved' },
    ],
    'v6.13': [
      { title: 'Stored behind the last copy', choices: '1*89 0*42 2*35 1 0*4 1*3 2*48', breaks: 'moved' },
    ],
  },
};
