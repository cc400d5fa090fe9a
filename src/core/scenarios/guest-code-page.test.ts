/** The examples of docs/guest-code.md, assembled and run: they end, break nothing, and leave in the registers what the page says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '../arm/a64/assemble.ts';
import { GuestRun } from './guest-code.test-data.ts';
import { helloTags } from './hello-tags/scenario.ts';
import { scenarioSources } from './sources.ts';

const page = readFileSync(new URL('../../../docs/guest-code.md', import.meta.url), 'utf8');
const texts = scenarioSources('hello-tags').map(({ path }) => path);
const pathOf = (name: string): string => texts.find((path) => path.endsWith(`/${name}`)) ?? '';

interface Example {
  readonly title: string;
  /** Texts by the paths of those that they replace. */
  readonly edits: ReadonlyMap<string, string>;
  /** What the page says of registers, and of the console. */
  readonly said: readonly (readonly [number, bigint])[];
  readonly printed: string;
}

/** A text begins with its name as a comment; what comes out stands behind the example. */
const examples = page.split(/^## /m).flatMap((section): Example[] => {
  const [, block, after = ''] = /```asm\n([^]*?)```\n([^]*)/.exec(section) ?? [];
  if (block === undefined) return [];
  const parts = block.split(/^\/\/ (\w+\.s)$/m).slice(1);
  const edits = parts.flatMap((name, i): [string, string][] =>
    i % 2 === 0 ? [[pathOf(name), parts[i + 1] ?? '']] : [],
  );
  const told = /^At its end ([^]*?)\n\n/m.exec(after)?.[1] ?? '';
  const said = [...told.matchAll(/`X(\d+)` is `(0x[0-9a-f]+)`/g)].map(
    ([, number, value = '']) => [Number(number), BigInt(value)] as const,
  );
  const printed = /the console has `(.*?)`/.exec(told)?.[1] ?? '';
  return [{ title: section.split('\n')[0] ?? '', edits: new Map(edits), said, printed }];
});

test('every example says what comes out', () => {
  expect(examples).toHaveLength(page.match(/```asm/g)?.length ?? NaN);
  expect(examples.filter(({ said }) => said.length === 0)).toEqual([]);
});

describe.each(examples)('$title', ({ edits, said, printed }) => {
  test('names texts that there are', () => {
    expect(edits.size).toBeGreaterThan(0);
    for (const path of edits.keys()) expect(texts).toContain(path);
  });

  test.each(['v4', 'v6.6'])('runs on %s, and leaves what the page says', (release) => {
    const run = new GuestRun(helloTags, release, edits);
    expect(said.map(([x]) => [x, run.register(x)])).toEqual(said);
    expect([run.sent, run.broke]).toEqual([printed, []]);
    // Powered off: not in an error, nor waiting for ever.
    expect(run.number('kvm_run_gave')).toBe(0n);
    expect(run.instructions.at(-1)).toBe('hvc #0x0');
  });
});

/** Of directives that take neither a number nor a text. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  '.equ': 'a, 1',
  '.set': 'a, 1',
  '.comm': 'a, 16',
  '.ltorg': '',
};

test('every directive of the table is one', () => {
  const table = /^\| directives \|[^]*?\n\n/m.exec(page)?.[0] ?? '';
  const rows = [...table.matchAll(/^\| (`.*) \|/gm)].map(([, names = '']) => names);
  const named = rows.flatMap((names) =>
    [...names.matchAll(/`(\.[a-z0-9_…]+)/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(20);
  for (const name of named) {
    const given = name.startsWith('.as') || name === '.string' ? '"a"' : '8';
    const text = `${name.replace('…', 'endproc')} ${ARGUMENTS[name] ?? given}\n`;
    expect([name, 'complaints' in assemble(text, 0x40000n)]).toEqual([name, false]);
  }
});
