/** docs/touching-guest-memory.md: what each way of reading guest memory costs, and where it fails; each cell a run of the model. */
import {
  cellsOf,
  RELEASES,
  type Alone,
  type Cells,
} from '../../src/core/scenarios/touch-guest/cells.test-data.ts';
import type { Scenario } from '../../src/core/scenarios/scenario.ts';
import { touchGuest } from '../../src/core/scenarios/touch-guest/scenario.ts';

const NEWEST = RELEASES.at(-1) ?? '';

const HEAD = `# Touching guest memory

A VMM that dumps or migrates its guest reads memory in which the guest has put tags. In June 2020 the mailing list went through the ways to
do that ([RFC PATCH 0/2, MTE support for KVM guest](https://lists.infradead.org/pipermail/linux-arm-kernel/2020-June/)); each is a scenario
under *The VMM's side*. Every cell below is a run of the model: the guest has two objects, the VMM copies a byte of each into an object of
its own heap, which has a tag too.

- **Guest stopped**: the VMM alone.
- **Guest runs**: every interleaving with a guest that hands the memory of its first object out again, and, where SP points into guest
  memory, with a signal. If one spoils the dump, the shortest is named: the choices of a run, as the page's links have them.
- **A bug of the VMM's own**: the object it copies to has been freed. Is that caught, or do these accesses go unchecked?
- **Steps**: the visible steps of the VMM's thread for the two bytes, and for the page's 256 tags. A tag is moved at a time, as LDG does and as
  the ioctl's loop does; what a step costs on hardware the model does not know.

A step of prctl() is a visible operation of the kernel's; setting PSTATE.TCO is one instruction.

This file is written by \`npm run documents\`, and a test holds it to the model.
`;

function aloneText(cell: Alone): string {
  if (cell.kind === 'refused') return 'no memory: the slot is refused';
  return cell.kind === 'done' ? 'both bytes' : `SIGSEGV at ${cell.at}`;
}

function errsText({ stopped, errs }: Cells): string {
  if (stopped.kind !== 'done') return 'not reached';
  return errs.kind === 'killed' ? 'caught: SIGSEGV' : 'not caught';
}

function besideText({ stopped, runs }: Cells): string {
  if (stopped.kind === 'refused') return 'no memory: the slot is refused';
  return runs.spoiltBy === null ? `right in all ${runs.states} states` : `spoilt: \`${runs.spoiltBy}\``;
}

function stepsText({ stopped, tagSteps }: Cells): string {
  const bytes = stopped.kind === 'done' ? String(stopped.steps) : '–';
  return `${bytes} + ${tagSteps ?? '–'}`;
}

const columns: readonly (readonly [string, (cells: Cells) => string])[] = [
  ['guest stopped', ({ stopped }) => aloneText(stopped)],
  ['guest runs', besideText],
  ["a bug of the VMM's own", errsText],
  ['steps: bytes + tags', stepsText],
];

/** A cell as it is on the newest release, and where it is otherwise. */
function cellText(byRelease: readonly (readonly [string, Cells])[], text: (cells: Cells) => string): string {
  const newest = byRelease.at(-1);
  if (newest === undefined) return '';
  const usual = text(newest[1]);
  const others = new Map<string, string[]>();
  for (const [release, cells] of byRelease) {
    const said = text(cells);
    if (said !== usual) others.set(said, [...(others.get(said) ?? []), release]);
  }
  return [usual, ...[...others].map(([said, where]) => `${where.join(', ')}: ${said}`)].join('; ');
}

/** The lines of some ways, as the document has them. */
export function touchingLines(ways: readonly Scenario[]): string[] {
  return ways.map((way) => {
    const byRelease = RELEASES.map((release) => [release, cellsOf(way, release)] as const);
    return `| ${way.title} | ${columns.map(([, text]) => cellText(byRelease, text)).join(' | ')} |`;
  });
}

/** The whole document. */
export function touchingDocument(): string {
  return [
    HEAD,
    `On ${NEWEST}; where ${RELEASES.slice(0, -1).join(', ')} differ, they are named.`,
    '',
    `| way | ${columns.map(([title]) => title).join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...touchingLines(touchGuest),
    '',
  ].join('\n');
}
