import { describe, expect, test } from 'vitest';
import type { StepRecord } from '../core/step/record.ts';
import { cellsBetween, labelFor, lanes, momentAt, operation, stepAt } from './lanes.ts';
import type { LaneMetrics } from './lanes.ts';

const METRICS: LaneMetrics = { character: 7, padding: 16, narrowest: 20, widest: 190, available: 0 };

/** `thread label`, and a `!` where the step breaks a property. */
function records(...lines: readonly string[]): StepRecord[] {
  return lines.map((line) => ({
    choice: { kind: 'step', thread: Number(line[0]) },
    thread: Number(line[0]),
    label: line.slice(2).replace('!', ''),
    function: 'main',
    span: null,
    pc: 0,
    accesses: [],
    broke: line.endsWith('!') ? [0] : [],
  }));
}

const nineBlocks = Array.from({ length: 9 }, (_, block) => `0 stgm ${block}`);
const steps = records('0 test_and_set PG_mte_tagged', '1 write PTE', ...nineBlocks, '1 LDG 0x9e → 5!');
const cellsOf = (run: readonly StepRecord[], cursor: number) =>
  cellsBetween(lanes(run, METRICS), cursor, -Infinity, Infinity);
const cells = (cursor: number) => cellsOf(steps, cursor);

test('lanes hold one cell a step, and one for the same operation many times in a row', () => {
  expect(cells(12).map(({ thread, label }) => `${thread} ${label}`)).toEqual([
    '0 test_and_set PG_mte_tagged',
    '1 write PTE',
    '0 stgm ×9',
    '1 ✗ LDG 0x9e → 5',
  ]);
});

test('a cell is split at the cursor', () => {
  expect(cells(5).map(({ label, ahead }) => `${label}${ahead ? ' ahead' : ''}`)).toEqual([
    'test_and_set PG_mte_tagged',
    'write PTE',
    'stgm ×3',
    'stgm ×6 ahead',
    '✗ LDG 0x9e → 5 ahead',
  ]);
});

test('the step that broke a property is marked, and shares its cell with no other', () => {
  expect(cells(12).map((cell) => cell.breaks)).toEqual([false, false, false, true]);
  const broken = records('0 stgm 0', '0 stgm 1', '0 stgm 2!', '0 stgm 3', '0 stgm 4', '0 stgm 5');
  expect(cellsOf(broken, 6).map((cell) => cell.label)).toEqual(['stgm 0', 'stgm 1', '✗ stgm 2', 'stgm ×3']);
});

test('a cell too narrow for its label says how many steps it stands for', () => {
  const [, , blocks] = cells(12);
  if (blocks === undefined) throw new Error('no such cell');
  expect([100, 40, 10].map((width) => labelFor(blocks, width, METRICS))).toEqual(['stgm ×9', '×9', '']);
});

test('a label leaves out the pointer', () => {
  const [one] = cellsOf(records('0 spin_lock mm->page_table_lock'), 1);
  expect(one?.label).toBe('spin_lock page_table_lock');
});

describe('the track', () => {
  const layout = lanes(steps, METRICS);
  const { at, width } = layout;

  test('has a place for each moment, whether steps share a cell or not', () => {
    expect(at).toHaveLength(13);
    expect([...at]).toEqual([...at].sort((a, b) => a - b));
    expect(at[12]).toBe(width);
  });

  test('tells the moment nearest to a place, and the step that lies there', () => {
    expect([at[0], at[5], at[12], 1e9, -5].map((x) => momentAt(layout, x ?? 0))).toEqual([0, 5, 12, 12, 0]);
    expect([-1, 1, (at[3] ?? 0) + 1, 1e9].map((x) => stepAt(layout, x))).toEqual([-1, 0, 3, 11]);
  });

  test('draws only what is in view', () => {
    const inView = cellsBetween(layout, 12, (at[1] ?? 0) + 1, (at[2] ?? 0) + 1);
    expect(inView.map((cell) => cell.label)).toEqual(['write PTE', 'stgm ×9']);
  });

  test('is empty before the first step', () => {
    expect(lanes([], METRICS)).toMatchObject({ groups: [], width: 0 });
  });
});

test('a run that grows step by step, is cut short or branches off has the lanes that it would have by itself', () => {
  const anew = (run: readonly StepRecord[]) =>
    cellsOf(
      run.map((record) => ({ ...record })),
      4,
    );
  const branch = [...steps.slice(0, 5), ...records('0 stgm 3', '0 stgm 4', '1 stgm 5')];
  for (const run of [...steps.map((_, i) => steps.slice(0, i + 1)), steps.slice(0, 4), branch, steps])
    expect(cellsOf(run, 4)).toEqual(anew(run));
});

test('an operation is its label without the number that counts on', () => {
  expect(['stgm 3', 'stgm_zero 12', 'write PTE', 'set PG_dirty'].map(operation)).toEqual([
    'stgm',
    'stgm_zero',
    'write PTE',
    'set PG_dirty',
  ]);
});
