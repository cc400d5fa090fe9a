/** The generated documents say what the model does. `npm run documents` writes them anew. */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { conformanceDocument } from './conformance.ts';
import { qemuDocument } from './qemu.ts';
import { answersModule, exploredAnswers, racesDocument } from './races.ts';
import { functionsOfKernel, sourcesDocument } from './sources.ts';
import { testingDocument } from './testing.ts';
import { touchingDocument } from './touching.ts';

test.runIf(process.env.TAGSCOPE_DOCUMENTS === 'answers')(
  'the answers of the races are explored anew',
  async () => {
    const path = 'src/core/scenarios/race-answers.ts';
    const options = await resolveConfig(path);
    await writeFile(path, await format(answersModule(exploredAnswers()), { ...options, filepath: path }));
  },
);

test.each([
  ['docs/conformance.md', conformanceDocument],
  ['docs/sources.md', sourcesDocument],
  ['docs/races.md', racesDocument],
  ['docs/qemu.md', qemuDocument],
  ['docs/testing.md', testingDocument],
  ['docs/touching-guest-memory.md', touchingDocument],
])('%s', async (path, document) => {
  const text = document();
  if (process.env.TAGSCOPE_DOCUMENTS === 'write') await writeFile(path, text);
  expect(await readFile(path, 'utf8'), `${path} is out of date: run \`npm run documents\``).toBe(text);
});

test('a function of the kernel says what it stands for, or what it does', () => {
  const silent = functionsOfKernel().filter(({ fn }) => fn.standsFor === null && fn.doc.trim() === '');
  expect(silent.map(({ path, origin, fn }) => `${origin} ${path} ${fn.name}`)).toEqual([]);
});
