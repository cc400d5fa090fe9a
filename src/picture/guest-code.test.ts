import { describe, expect, test } from 'vitest';
import { scenarioSources } from '../core/scenarios/sources.ts';
import { guestCode, guestListing } from './guest-code.ts';
import { PlayedRun } from './played.ts';

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

describe('the guest of hello-tags on v6.6', () => {
  const run = new PlayedRun('hello-tags', 'v6.6');
  const after = (text: string) => {
    run.until(0, ({ label }) => label === `A64 ${text}`);
    return guestCode(run.at());
  };

  test('a register that an instruction wrote is marked', () => {
    const guest = after('irg x0, x0');
    expect(guest?.general.filter(({ changed }) => changed).map(({ name }) => name)).toEqual(['X0', 'PC']);
    expect(guest?.ran).toBe('irg x0, x0');
  });

  test('a checked access shows the tag of the pointer beside that of the granule', () => {
    const check = after('str w2, [x0]')?.check;
    expect(check?.unchecked).toBeNull();
    expect(check?.equal).toBe(true);
    expect(check?.granule?.allocation).toBe(check?.logical);
  });

  test('the load by another pointer fails, and the exception has a name', () => {
    const guest = after('ldr w5, [x4]');
    expect(guest?.check?.equal).toBe(false);
    expect(guest?.exception).toBe('data abort: tag check fault');
    expect(
      guest?.memory.some(({ touched, tag }) => touched && tag === guest.check?.granule?.allocation),
    ).toBe(true);
  });
});

test('with the MMU off nothing is checked, and the rule is named', () => {
  const run = new PlayedRun('hello-tags', 'v6.6').until(0, ({ label }) => label === 'A64 msr mair_el1, x0');
  expect(guestCode(run.at())?.check).toBeNull();
  expect(guestCode(new PlayedRun('isolation', 'v6.6').at())).toBeNull();
});
