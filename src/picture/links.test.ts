import { describe, expect, test } from 'vitest';
import { leader, linkShape } from './links.ts';

const grid = { left: 200, top: 100, width: 300, height: 300 };

describe('a link', () => {
  test('from a card at the left ends at the side of the grid, at its own height', () => {
    const { path, end } = linkShape({ left: 0, top: 200, width: 160, height: 80 }, grid);
    expect(path).toBe('M160,240C180,240 180,240 200,240');
    expect(end).toEqual([200, 240]);
  });

  test('from a card above the grid bends down to its first row', () => {
    expect(linkShape({ left: 0, top: 0, width: 160, height: 80 }, grid).end).toEqual([200, 112]);
  });

  test('from a card at the right ends at the right side', () => {
    expect(linkShape({ left: 540, top: 200, width: 160, height: 80 }, grid).end).toEqual([500, 240]);
  });

  test('between stacked elements is straight', () => {
    expect(linkShape({ left: 0, top: 0, width: 240, height: 60 }, grid).path).toBe('M220,60L220,100');
    expect(linkShape({ left: 200, top: 440, width: 300, height: 60 }, grid).path).toBe('M350,440L350,400');
  });

  test('goes around what stands between', () => {
    const between = { left: 200, top: 60, width: 140, height: 30 };
    const { path, end } = linkShape({ left: 200, top: 0, width: 140, height: 40 }, grid, [between]);
    expect(path).toBe('M340,20L344,20Q348,20 348,28L348,100');
    expect(end).toEqual([348, 100]);
  });

  test('goes around the outside of what is wider than both', () => {
    const card = { left: 190, top: 420, width: 320, height: 60 };
    const { path, end } = linkShape({ left: 210, top: 500, width: 100, height: 100 }, grid, [card]);
    expect(path).toMatch(/^M210,550L190,550Q182,550 182,542L182,418Q182,410 190,410L/);
    expect(end).toEqual([216, 400]);
  });

  test('to an element below the grid runs down the gap before the grid', () => {
    const slot = { left: 215, top: 420, width: 120, height: 120 };
    const { path } = linkShape({ left: 0, top: 200, width: 160, height: 80 }, slot, [grid]);
    expect(path).toBe('M160,240L172,240Q180,240 180,248L180,424Q180,432 188,432L215,432');
  });
});

describe('a leader', () => {
  test('runs between two rows of cells to its granule', () => {
    const card = { left: 540, top: 300, width: 160, height: 100 };
    expect(leader(card, grid, 256, [444, 462])).toBe('M540,320C520,320 520,256 500,256L462,256');
  });

  test('comes from the other side too', () => {
    const card = { left: 0, top: 300, width: 160, height: 100 };
    expect(leader(card, grid, 256, [444, 462])).toBe('M160,320C180,320 180,256 200,256L444,256');
  });
});
