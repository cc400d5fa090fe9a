import { expect, test } from 'vitest';
import { arrowMark } from './arrows.ts';
import type { Lanes } from './lanes.ts';

const layout: Lanes = { steps: [], groups: [], at: Float64Array.from([0, 40, 80, 120, 124]), width: 124 };
const metrics = { lane: 30, inset: 5, aside: 8 };

function mark(from: [step: number, lane: number], to: [step: number, lane: number]) {
  return arrowMark(layout, metrics, { step: from[0], lane: from[1] }, { step: to[0], lane: to[1] });
}

test('down: out of the lower edge near the right end, along the gap, into the upper edge near the left end', () => {
  expect(mark([0, 0], [2, 1])).toEqual({
    line: 'M32 25V25Q32 30 37 30H83Q88 30 88 30',
    head: 'M88 35L85 30H91Z',
  });
});

test('up, it is the mirror image', () => {
  expect(mark([0, 1], [2, 0])).toMatchObject({
    line: 'M32 35V35Q32 30 37 30H83Q88 30 88 30',
    head: 'M88 25L85 30H91Z',
  });
});

test('over a lane between it goes in the column of the step that it leaves, where no other cell lies', () => {
  const line = mark([0, 0], [2, 2])?.line ?? '';
  expect(line).toMatch(/^M32 25V55Q32 60 /);
  expect(line).toContain('H83Q88 60 88 60');
});

test('next to each other, and into a cell that is narrower than the arrow’s distance from its end', () => {
  expect(mark([0, 0], [1, 1])?.line).toBe('M32 25V25Q32 30 37 30H43Q48 30 48 30');
  expect(mark([0, 0], [3, 1])?.head).toBe('M122 35L119 30H125Z');
});

test('between steps of one lane there is nothing to draw', () => {
  expect(mark([0, 0], [1, 0])).toBeNull();
});
