import { describe, expect, test } from 'vitest';
import { scenarioSources } from '../core/scenarios/sources.ts';
import { guestListing } from './guest-listing.ts';

const texts = scenarioSources('hello-tags').filter(({ path }) => path.endsWith('.s'));

describe('the listing of hello-tags', () => {
  const lines = guestListing(texts, 0x40000n) ?? [];

  test('has the address and the encoding of each instruction, in its file', () => {
    const stg = lines.find(({ text }) => /^\s*stg\s/.test(text));
    expect(stg?.path).toBe('scenarios/hello-tags/main.s');
    expect(stg?.word?.toString(16)).toBe('d9200800');
    expect(lines.find(({ address }) => address === 0x40000n)?.text).toContain('adr     x0, table');
  });

  test('has every line of every file', () => {
    expect(lines).toHaveLength(
      texts.reduce((sum, { text }) => sum + text.split('\n').length - (text.endsWith('\n') ? 1 : 0), 0),
    );
  });

  test('a text that does not assemble has none', () => {
    expect(guestListing([{ path: 'x.s', text: 'mvo x0, #1\n' }], 0x40000n)).toBeNull();
  });
});
