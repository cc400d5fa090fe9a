import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { importTable } from './table.ts';
import type { Row } from './table.ts';

/** A made-up tree, as path and text. */
function findings(tree: Record<string, string>, table?: readonly Row[]): string[] {
  return check(
    Object.entries(tree).map(([path, text]) => ({ path, text })),
    table,
  );
}

describe('a tree that keeps to the table', () => {
  test.each<[string, Record<string, string>]>([
    ['files of one folder', { 'core/arm/cpu.ts': "import { tag } from './tag';", 'core/arm/tag.ts': '' }],
    [
      'a folder above',
      { 'core/arm/cpu.ts': "import { read } from '../machine/memory.ts';", 'core/machine/memory.ts': '' },
    ],
    ['any folder of the core', { 'run/run.ts': "import { search } from '../core/explore/search';" }],
    ['types of the core in a panel', { 'ui/Memory.tsx': "import type { Tag } from '../core/machine/tags';" }],
    ['types of step in explore', { 'core/explore/a.ts': "import type { Step } from '../step/step';" }],
    [
      'named packages',
      {
        'picture/grid.ts': "import { scaleLinear } from 'd3-scale';",
        'run/a.ts': "import 'zustand/vanilla';",
      },
    ],
    ['a part of a package', { 'main.tsx': "import { createRoot } from 'react-dom/client';" }],
    ['stylesheets in the page', { 'ui/Grid.tsx': "import style from './grid.module.css';" }],
    ['its own model C', { 'core/kernel/load.ts': "import.meta.glob('./**/*.{c,h}', { eager: true });" }],
    ['a C file with a real name', { 'core/kernel/v6.2/arch/arm64/kvm/mmu-common.c': '' }],
    [
      'tests',
      {
        'core/lang/parse.test.ts':
          "import 'vitest'; import 'node:fs'; import 'fast-check'; import '../kernel/load';",
      },
    ],
    ['what a test reads', { 'core/arm/a.test.ts': "new URL('../../../oracle/a', import.meta.url);" }],
    ['a test beside the folders of the core', { 'core/digest.test.ts': "import './machine/hash';" }],
    [
      'circles of types',
      { 'run/a.ts': "import type { B } from './b';", 'run/b.ts': "import type { A } from './a';" },
    ],
    [
      'words in comments and strings',
      { 'core/lang/a.ts': "// import 'react'\nexport const text = \"import 'react'\";" },
    ],
  ])('%s', (_, tree) => {
    expect(findings(tree)).toEqual([]);
  });
});

describe('a folder that may not be imported', () => {
  test.each<[string, string]>([
    ['static', "import { run } from '../kernel/load';"],
    ['for its side effects', "import '../kernel/load';"],
    ['with its ending', "import { run } from '../kernel/load.ts';"],
    ['only for types', "import type { Run } from '../kernel/load';"],
    ['dynamic', "const load = () => import('../kernel/load');"],
    ['exported on', "export { run } from '../kernel/load';"],
    ['exported on, all of it', "export * from '../kernel/load';"],
    ['in a type', "let run: import('../kernel/load').Run;"],
    ['as a URL', "new Worker(new URL('../kernel/load.ts', import.meta.url));"],
    ['with a query', "import text from '../kernel/load.ts?raw';"],
  ])('%s', (_, text) => {
    expect(findings({ 'core/step/step.ts': text, 'core/kernel/load.ts': '' })).toEqual([
      expect.stringMatching(
        /^core\/step\/step\.ts:1 may not import core\/kernel\/load\.ts\. core\/step: Primitives/,
      ),
    ]);
  });

  test('for every row, the table lists only rows above it', () => {
    importTable.forEach((row, index) => {
      const above = importTable.slice(0, index).map((other) => other.folder);
      const named = [...row.imports, ...(row.types ?? [])].filter((folder) => !folder.startsWith('..'));
      expect(above).toEqual(expect.arrayContaining(named));
      expect(row.reason).toMatch(/^[A-Z].+\.$/);
    });
  });

  test.each(importTable.filter((row) => !row.folder.includes('.')))(
    '$folder imports no row below it',
    (row) => {
      const below = importTable.slice(importTable.indexOf(row) + 1).filter((other) => !isWithin(other, row));
      for (const { folder } of below) {
        const up = '../'.repeat(row.folder.split('/').length);
        const [found] = findings({
          [`${row.folder}/a.test.ts`]: '',
          [`${row.folder}/a.ts`]: `import '${up}${folder}/b';`,
        });
        expect(found, `${row.folder} imports ${folder}`).toBeDefined();
      }
    },
  );

  function isWithin(inner: Row, outer: Row): boolean {
    return inner.folder.startsWith(`${outer.folder}/`);
  }
});

describe('what else the check refuses', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a package not named',
      { 'core/lang/a.ts': "import 'react';" },
      /may not import the package react\. core\/lang/,
    ],
    [
      'a package of a like name',
      { 'ui/a.ts': "import 'react-query';" },
      /may not import the package react-query\./,
    ],
    [
      'all of a package when a part is named',
      { 'run/a.ts': "import 'zustand';" },
      /may not import the package zustand\./,
    ],
    ['Node in the core', { 'core/arm/a.ts': "import 'node:fs';" }, /may not import the package node:fs\./],
    [
      'a test tool outside of tests',
      { 'core/arm/a.ts': "import 'vitest';" },
      /may not import the package vitest\./,
    ],
    [
      'more than types, from the core to a panel',
      { 'ui/a.ts': "import { a } from '../core/lang/a';" },
      /only types/,
    ],
    [
      'inline types, which still load',
      { 'ui/a.ts': "import { type A } from '../core/lang/a';" },
      /only types/,
    ],
    [
      'more than types, from step to explore',
      { 'core/explore/a.ts': "import { a } from '../step/a';" },
      /only types/,
    ],
    [
      'a stylesheet outside of the page',
      { 'run/a.ts': "import './a.css';" },
      /may not import the stylesheet run\/a\.css\./,
    ],
    [
      'files from elsewhere',
      { 'core/vmm/a.ts': "import.meta.glob('../kernel/**/*.c');" },
      /outside its folder/,
    ],
    [
      'files from elsewhere, in a list',
      { 'core/vmm/a.ts': "import.meta.glob(['./*.c', './../*.c']);" },
      /outside its folder/,
    ],
    [
      'a test as a library',
      { 'run/a.ts': "import './b.test';", 'run/b.test.ts': '' },
      /imports the test run\/b\.test\.ts/,
    ],
    [
      'what tests are made from, outside of tests',
      { 'run/a.ts': "import './b.test-data';", 'run/b.test-data.ts': "import 'fast-check';" },
      /imports the test run\/b\.test-data\.ts/,
    ],
    ['a folder of no row', { 'shared/a.ts': '' }, /^shared\/a\.ts is in no folder/],
    ['a folder of the core of no row', { 'core/time/a.ts': '' }, /^core\/time\/a\.ts is in no folder/],
    ['a file at the top of the core', { 'core/a.ts': '' }, /^core\/a\.ts is in no folder/],
    ['a file at the top', { 'app.tsx': '' }, /^app\.tsx is in no folder/],
    [
      'what lies outside of src',
      { 'run/a.ts': "import '../../scripts/b.ts';" },
      /may not import \.\.\/scripts\/b\.ts/,
    ],
    ['a folder with an empty name', { 'ui/helpers/a.ts': '' }, /called "helpers"/],
    ['a file with an empty name', { 'ui/common.css': '' }, /called "common"/],
    ['an empty name among other words', { 'ui/gridUtils.ts': '' }, /called "utils"/],
    ['a barrel', { 'core/arm/index.ts': '' }, /is a barrel/],
    ['a long file in the core', { 'core/arm/a.ts': '\n'.repeat(401) }, /has 401 lines/],
    [
      'a circle of two',
      { 'run/a.ts': "import './b';", 'run/b.ts': "import './a';" },
      /run\/a\.ts -> run\/b\.ts -> run\/a\.ts/,
    ],
    ['a file that imports itself', { 'run/a.ts': "import './a';" }, /run\/a\.ts -> run\/a\.ts/],
    [
      'a circle of three, one of them dynamic',
      { 'run/a.ts': "import './b';", 'run/b.ts': "export * from './c';", 'run/c.ts': "import('./a');" },
      /run\/a\.ts -> run\/b\.ts -> run\/c\.ts -> run\/a\.ts/,
    ],
  ])('%s', (_, tree, message) => {
    expect(findings(tree)).toEqual([expect.stringMatching(message)]);
  });

  test('folders in a circle, though no file is in one, and even when a table allows it', () => {
    const table: Row[] = [
      { folder: 'a', imports: ['b'], reason: '' },
      { folder: 'b', imports: ['a'], reason: '' },
    ];
    const tree = { 'a/1.ts': "import type { T } from '../b/1';", 'b/1.ts': '', 'b/2.ts': "import '../a/1';" };
    expect(findings(tree, table)).toEqual(['Folders import each other in a circle: a -> b -> a.']);
  });
});
