import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tabs } from '../Dock.tsx';
import { readView, writeView } from './view.ts';

test('a link brings back the tab and the panels that were open', () => {
  fc.assert(
    fc.property(
      fc.record({
        tab: fc.constantFrom(...tabs),
        ioctlOpen: fc.boolean(),
        exploreOpen: fc.boolean(),
        vmOpen: fc.boolean(),
        callsOpen: fc.boolean(),
        lifeOpen: fc.boolean(),
        processOpen: fc.boolean(),
      }),
      (view) => {
        expect(readView(writeView(view))).toEqual(view);
      },
    ),
  );
});

test('a link that says nothing of it opens the threads alone', () => {
  expect(readView()).toEqual({
    tab: 'Threads',
    ioctlOpen: null,
    exploreOpen: false,
    vmOpen: false,
    callsOpen: false,
    lifeOpen: false,
    processOpen: false,
  });
});
