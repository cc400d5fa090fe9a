import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { check } from '../scripts/architecture/check.ts';
import { importsOf } from '../scripts/architecture/imports.ts';
import { readTree } from '../scripts/architecture/read-tree.ts';

const tree = readTree(fileURLToPath(new URL('.', import.meta.url)));

test('the tree is read', () => {
  expect(tree.map((file) => file.path)).toContain('architecture.test.ts');
  expect(tree.map((file) => file.path)).toContain('main.tsx');
});

test('every file keeps to the import table (scripts/architecture/table.ts)', () => {
  expect(check(tree)).toEqual([]);
});

/** The files that are loaded with one. */
function loadedWith(path: string, known = new Set<string>()): Set<string> {
  const file = tree.find((one) => one.path === path);
  if (file === undefined || known.has(path)) return known;
  known.add(path);
  for (const { specifier, typeOnly, form } of importsOf(path, file.text))
    if (!typeOnly && form === 'module') loadedWith(posix.join(posix.dirname(path), specifier), known);
  return known;
}

test('reading a link loads neither a board nor what reads ELF', () => {
  const files = [...loadedWith('run/open.ts')];
  expect(files).toContain('core/formats/scenario-file.ts');
  expect(files.filter((file) => /^core\/arm\/board\/|open-image/.test(file))).toEqual([]);
  expect([...loadedWith('run/open-image.ts')]).toContain('core/arm/board/image.ts');
});
