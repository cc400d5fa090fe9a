import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tabs } from '../Dock.tsx';
import { readView, sidePanels, writeView } from './view.ts';

test('a link brings back the tab and the panels that were open', () => {
  fc.assert(
    fc.property(
      fc.record({
        tab: fc.constantFrom(...tabs),
        ioctlOpen: fc.boolean(),
        open: fc.subarray([...sidePanels]).map((panels) => new Set(panels)),
      }),
      (view) => {
        expect(readView(writeView(view))).toEqual(view);
      },
    ),
  );
});

test('a link of an earlier visit is read as before', () => {
  expect(readView(['Memory', '+ioctl', '+Explore', '+VM'])).toEqual({
    tab: 'Memory',
    ioctlOpen: true,
    open: new Set(['Explore', 'VM']),
  });
});

test('a link that says nothing of it opens the threads alone', () => {
  expect(readView()).toEqual({ tab: 'Threads', ioctlOpen: null, open: new Set() });
});
