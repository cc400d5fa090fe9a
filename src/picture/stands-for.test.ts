import { expect, test } from 'vitest';
import { linkTo } from './stands-for.ts';

const named = (version: string) => ({ name: 'mte_sync_tags', path: 'arch/arm64/kernel/mte.c', version });

test('a release links to its source, a posting to its mail, anything else to nothing', () => {
  expect(linkTo(named('v5.10'))).toBe('https://elixir.bootlin.com/linux/v5.10/A/ident/mte_sync_tags');
  expect(linkTo(named('<20210517123239.8025-2-steven.price@arm.com>'))).toBe(
    'https://lore.kernel.org/r/20210517123239.8025-2-steven.price%40arm.com/',
  );
  expect(linkTo(named('the model'))).toBeNull();
});
