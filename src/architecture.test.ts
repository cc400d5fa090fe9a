import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { check } from '../scripts/architecture/check.ts';
import { readTree } from '../scripts/architecture/read-tree.ts';

const tree = readTree(fileURLToPath(new URL('.', import.meta.url)));

test('the tree is read', () => {
  expect(tree.map((file) => file.path)).toContain('architecture.test.ts');
  expect(tree.map((file) => file.path)).toContain('main.tsx');
});

test('every file keeps to the import table (scripts/architecture/table.ts)', () => {
  expect(check(tree)).toEqual([]);
});
