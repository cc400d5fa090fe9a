/** The generated documents say what the model does. `npm run documents` writes them anew. */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { conformanceRows } from '../../src/core/scenarios/conformance.test-data.ts';
import { touchGuest } from '../../src/core/scenarios/touch-guest/scenario.ts';
import { oneIn, tier, tried } from '../../src/core/tried.test-data.ts';
import { conformanceDocument, conformanceLines } from './conformance.ts';
import { qemuDocument } from './qemu.ts';
import { answersModule, exploredAnswers, racesDocument } from './races.ts';
import { functionsOfKernel, sourcesDocument } from './sources.ts';
import { testingDocument } from './testing.ts';
import { touchingDocument, touchingLines } from './touching.ts';

if (process.env.TAGSCOPE_DOCUMENTS === 'answers')
  test('the answers of the races are explored anew', async () => {
    const path = 'src/core/scenarios/race-answers.ts';
    const options = await resolveConfig(path);
    await writeFile(path, await format(answersModule(exploredAnswers()), { ...options, filepath: path }));
  });

const writes = process.env.TAGSCOPE_DOCUMENTS === 'write';

async function expectIs(path: string, text: string): Promise<void> {
  if (writes) await writeFile(path, text);
  expect(await readFile(path, 'utf8'), outOfDate(path)).toBe(text);
}

function outOfDate(path: string): string {
  return `${path} is out of date: run \`npm run documents\``;
}

test.each([
  ['docs/sources.md', sourcesDocument],
  ['docs/races.md', racesDocument],
  ['docs/qemu.md', qemuDocument],
  ['docs/testing.md', testingDocument],
])('%s', async (path, document) => {
  await expectIs(path, document());
});

/** Each cell of these is a run of the model: the documents are made anew in a soak, else some of their lines. */
test.each([
  [
    'docs/conformance.md',
    conformanceDocument,
    conformanceRows.length,
    () => conformanceLines(tried(conformanceRows, oneIn(5))),
  ],
  [
    'docs/touching-guest-memory.md',
    touchingDocument,
    touchGuest.length,
    () => touchingLines(tried(touchGuest, oneIn(7))),
  ],
])('%s', async (path, document, rows, lines) => {
  if (writes || tier === 'soak') {
    await expectIs(path, document());
    return;
  }
  const written = (await readFile(path, 'utf8')).split('\n').filter((line) => /^\| (?!asked|way)/.test(line));
  expect(written.length, outOfDate(path)).toBe(rows);
  expect(
    lines().filter((line) => !written.includes(line)),
    outOfDate(path),
  ).toEqual([]);
});

test('a function of the kernel says what it stands for, or what it does', () => {
  const silent = functionsOfKernel().filter(({ fn }) => fn.standsFor === null && fn.doc.trim() === '');
  expect(silent.map(({ path, origin, fn }) => `${origin} ${path} ${fn.name}`)).toEqual([]);
});
