import { expect, test } from 'vitest';
import { Search } from '../../explore/search.ts';
import { partsOf } from '../../step/parts.ts';
import { machineOf } from '../machine.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { migration } from './scenario.ts';

const PATH = 'scenarios/migration/migration.c';
const OUT_OF_REACH = '\tdo_mprotect(&mms[0], USER_BASE, PAGE_SIZE, PROT_NONE);\n';

test('v6.2: if A can read its page when it is put back, that sets the flag before anybody can take the lock: stale, but no store is lost', () => {
  const text = scenarioSources('migration').find((file) => file.path === PATH)?.text ?? '';
  expect(text).toContain(OUT_OF_REACH);
  const system = machineOf(migration, 'v6.2', {
    edited: new Map([[PATH, text.replace(OUT_OF_REACH, '')]]),
    constants: { TAG_BLOCKS: 2 },
  });
  const search = new Search(partsOf(system), { states: 2e6, bytes: Infinity });
  while (!search.advance(1000));
  expect(search.progress.bounded).toBe(false);
  expect(migration.properties.filter((_, check) => search.shortest(check) !== null)).toEqual([
    'stale',
    'trusted',
  ]);
});
