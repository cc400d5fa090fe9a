/** One row: a folder of src/ (or a single file of it), what it may import, and why no more than that. */
export interface Row {
  readonly folder: string;
  /** Folders of rows above this one; `core` stands for every folder in it. */
  readonly imports: readonly string[];
  /** Folders of which only types may be imported, with `import type`. */
  readonly types?: readonly string[];
  /** Packages, or parts of packages (`zustand/vanilla`); a star stands for the rest of a name. */
  readonly packages?: readonly string[];
  readonly stylesheets?: boolean;
  /** No place for anything but tests. */
  readonly testsOnly?: boolean;
  readonly reason: string;
}

/** Imports point up this table only: a row imports from rows above it. */
export const importTable: readonly Row[] = [
  {
    folder: 'core',
    imports: [],
    testsOnly: true,
    reason:
      'Each file of the core belongs to one of its folders; only tests of several of them stand beside these.',
  },
  {
    folder: 'core/limits.ts',
    imports: [],
    reason: 'Where Tagscope stops, in one place: whoever has to stop there imports it.',
  },
  {
    folder: 'core/machine',
    imports: [],
    reason: 'State is one value that knows nothing of the programs and processors that change it.',
  },
  {
    folder: 'core/lang',
    imports: ['core/limits.ts'],
    reason: 'Model C is a language: it compiles without a machine, and its parser is our own.',
  },
  {
    folder: 'core/arm',
    imports: ['core/limits.ts', 'core/machine'],
    reason: 'The processor acts on the state; it does not know that a kernel is written in model C.',
  },
  {
    folder: 'core/step',
    imports: ['core/limits.ts', 'core/machine', 'core/lang'],
    reason:
      'Primitives, guest entry among them, are a table handed in, so a step needs no processor and no kernel.',
  },
  {
    folder: 'core/explore',
    imports: ['core/limits.ts', 'core/machine'],
    types: ['core/step'],
    reason:
      "The search is generic over the state: it sees step's interface and never a kernel, KVM or a processor. Of the machine it takes the tables in which equal rows have one number.",
  },
  {
    folder: 'core/precopy',
    imports: ['core/machine'],
    reason: 'A migration of tags alone, at the size of a guest: no kernel and no program takes part.',
  },
  {
    folder: 'core/kernel',
    imports: ['core/lang'],
    reason: 'The kernel is model C; its loader only compiles it.',
  },
  {
    folder: 'core/vmm',
    imports: ['core/lang'],
    reason: 'The VMM is model C; it reaches the kernel by system calls and not by imports.',
  },
  {
    folder: 'core/properties',
    imports: ['core/lang'],
    reason:
      'A property is a model C predicate and a sentence; it judges a state and cannot change how it came about.',
  },
  {
    folder: 'core/scenarios',
    imports: [
      'core/kernel',
      'core/vmm',
      'core/properties',
      'core/arm',
      'core/machine',
      'core/step',
      'core/lang',
    ],
    reason: 'Here the whole machine is put together, in one visible place; searching it is for its users.',
  },
  {
    folder: 'core/formats',
    imports: [
      'core/limits.ts',
      'core/scenarios',
      'core/explore',
      'core/step',
      'core/arm',
      'core/machine',
      'core/lang',
    ],
    packages: ['valibot'],
    reason:
      "A format describes a scenario, a state or a program. Promela's leaves out what a search never reached, and so asks for one.",
  },
  {
    folder: 'core/trace',
    imports: [
      'core/limits.ts',
      'core/formats',
      'core/scenarios',
      'core/step',
      'core/arm',
      'core/machine',
      'core/lang',
    ],
    reason:
      'A run as a value: choices, what they led to, going on, carrying over. It knows no page, so that page and workers take the same steps.',
  },
  {
    folder: 'picture',
    imports: ['core'],
    packages: ['d3-*', 'diff'],
    reason: 'Pure functions from state to marks: no run, no React, no document.',
  },
  {
    folder: 'worker',
    imports: ['core', 'picture'],
    reason: 'The worker is the core, and the layout of its graph, behind typed messages; it knows no page.',
  },
  {
    folder: 'run',
    imports: ['core', 'worker'],
    packages: ['zustand/vanilla'],
    reason: 'A run is a list of choices and a cursor: it can be tested, linked and replayed without React.',
  },
  {
    folder: 'ui',
    imports: ['core/limits.ts', 'run', 'picture'],
    types: ['core'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'd3-zoom',
      'd3-selection',
      'radix-ui',
      'lucide-react',
      '@codemirror/*',
      '@lezer/*',
      '@fontsource/*',
    ],
    stylesheets: true,
    reason:
      'Panels are thin: what they show comes from run and picture, and the core lends them only its types.',
  },
  {
    folder: 'cli',
    imports: ['core'],
    packages: ['node:*'],
    reason: 'A terminal gives the same answer as the page because it has nothing but the same core.',
  },
  {
    folder: 'main.tsx',
    imports: ['ui', 'run'],
    packages: ['react', 'react-dom', '@fontsource/*'],
    stylesheets: true,
    reason: 'The entry point gives the page a run, and does nothing else.',
  },
  {
    folder: 'architecture.test.ts',
    imports: ['../scripts/architecture'],
    reason: 'This test reads the tree and does not take part in it.',
  },
];

/** What a test may import on top of its folder's row. */
export const testsMayImport = {
  imports: ['core'],
  packages: ['vitest', 'fast-check', 'culori', 'node:*'],
} as const;

export const longestCoreFile = 400;

/** Names that say nothing about what is inside. */
export const emptyNames = ['util', 'utils', 'helper', 'helpers', 'common'];
