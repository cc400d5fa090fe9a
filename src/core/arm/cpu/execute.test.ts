import { expect, test } from 'vitest';
import { TABLE } from '../a64/table.ts';
import { isKnown } from './execute.ts';

test('every instruction of the table does something', () => {
  const unknown = TABLE.filter(({ op }) => op !== '' && !isKnown(op)).map(
    ({ syntax, op }) => `${syntax} (${op})`,
  );
  expect(unknown).toEqual([]);
});
