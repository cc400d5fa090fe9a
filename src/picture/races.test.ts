import { expect, test } from 'vitest';
import { raceRows } from './races.ts';

const cell = (race: string, release: string) =>
  raceRows([release])
    .find((row) => row.race.id === race)
    ?.cells.get(release);

test('a cell that breaks has its run', () => {
  const found = cell('R1', 'v5.10');
  expect(found?.kind).toBe('breaks');
  expect(found?.size).toBe(`${found?.choices.length} steps`);
  expect(found?.choices.length).toBeGreaterThan(0);
});

test('a cell that holds says how many states were tried', () => {
  expect(cell('R1', 'v6.4')).toMatchObject({ kind: 'holds', choices: [] });
  expect(cell('R1', 'v6.4')?.size).toMatch(/^[\d,]+ states$/);
});

test('before PG_mte_lock there was none to defeat', () => {
  expect(cell('R5b', 'v5.14')).toBeNull();
  expect(raceRows([]).find(({ race }) => race.id === 'R5b')?.since).toBe('v6.2');
});
