import { describe, expect, test } from 'vitest';
import { consoleOf } from './console.ts';
import { PlayedRun } from './played.ts';
import { placeOf } from './read.ts';

describe('a guest that prints', () => {
  const run = new PlayedRun('guest-console', 'v5.14');

  test('has sent nothing at first, and byte after byte as its stores are emulated', () => {
    expect(consoleOf(run.at())).toEqual({ text: '', missing: 0 });
    run.untilLabel(0, 'write count');
    run.untilLabel(0, 'write count');
    expect(consoleOf(run.at()).text).toBe('PS');
    for (let sent = 2; sent < 'PSCI 1.0\n'.length; sent++) run.untilLabel(0, 'write count');
    expect(consoleOf(run.at())).toEqual({ text: 'PSCI 1.0\n', missing: 0 });
  });

  test('more than is kept is counted', () => {
    const { program, state } = run.at();
    const words = state.words.slice();
    const place = placeOf(program, 'uarts', 0, 'count');
    if (place?.store !== 'words') throw new Error('no count');
    words[place.address] = 1024 + 7;
    const { text, missing } = consoleOf({ program, state: { ...state, words } });
    expect([text.startsWith('PSCI'), text.length, missing]).toEqual([true, 1024, 7]);
  });
});

test('guests without code of their own print nothing', () => {
  expect(consoleOf(new PlayedRun('world-switch', 'v6.6').at())).toEqual({ text: '', missing: 0 });
});
