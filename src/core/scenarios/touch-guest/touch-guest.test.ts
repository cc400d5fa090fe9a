/** The ways of touching guest memory, against a table written by hand from the discussion of June 2020 (FACTS 6). */
import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { tried } from '../../tried.test-data.ts';
import { cellsOf, RELEASES } from './cells.test-data.ts';
import { touchGuest } from './scenario.ts';

interface Row {
  /** With the guest stopped. */
  readonly stopped: 'done' | 'killed';
  /** Some interleaving with the guest, or a signal, spoils it. */
  readonly spoilt: boolean;
  /** A bug of the VMM's own is caught by its tags. */
  readonly caught: boolean;
  /** The tags can be read as well. */
  readonly tags: boolean;
}

const KNOWN: Readonly<Record<string, Row>> = {
  'touch-plain': { stopped: 'killed', spoilt: true, caught: false, tags: false },
  'touch-prctl': { stopped: 'done', spoilt: false, caught: false, tags: true },
  'touch-match': { stopped: 'done', spoilt: true, caught: true, tags: true },
  'touch-sp': { stopped: 'done', spoilt: true, caught: true, tags: true },
  'touch-tco': { stopped: 'done', spoilt: false, caught: false, tags: true },
  'touch-aliases': { stopped: 'done', spoilt: false, caught: true, tags: true },
  'touch-ioctl': { stopped: 'done', spoilt: false, caught: true, tags: true },
};

test('every way stands in the table', () => {
  expect(touchGuest.map(({ id }) => id)).toEqual(Object.keys(KNOWN));
});

describe.each(touchGuest.map((way) => [way.id, way] as const))('%s', (id, way) => {
  test.each(tried(RELEASES, (release) => release === RELEASES.at(-1)))('on %s', (release) => {
    const { stopped, runs, errs, tagSteps } = cellsOf(way, release);
    const { refusedMemory, copyTags } = featuresOf(release);
    if (id === 'touch-aliases' && refusedMemory === 'shared') {
      expect([stopped.kind, errs.kind]).toEqual(['refused', 'refused']);
      return;
    }
    expect({
      stopped: stopped.kind,
      spoilt: runs.spoiltBy !== null,
      caught: errs.kind === 'killed' && errs.at === 'its own heap',
      tags: tagSteps !== null,
    }).toEqual({ ...KNOWN[id], ...(id === 'touch-ioctl' && copyTags === null ? { tags: false } : {}) });
  });
});

test('LDG, then the guest stores another tag, then LDR: the shortest run that kills the VMM', () => {
  const match = touchGuest.find(({ id }) => id === 'touch-match');
  if (match === undefined) throw new Error('no such way');
  expect(cellsOf(match, 'v6.6').runs.spoiltBy).toBe('1 0 1*4');
});
