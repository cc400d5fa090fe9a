// npm test: types, lint, unit tests and browser tests, what is combinatorial as a sample (docs/testing.md); all of them, even when an
// earlier one fails. The last line is the sum: `N passed, N failed`.
import process from 'node:process';
import { findBrowser } from '../find-browser.mjs';
import { miscounted } from './counts.mjs';
import { add, browserStep, checkStep, finish, unitStep } from './steps.mjs';

// Two cores: the checks share one, the unit tests have the other. The browser comes last and has both.
await Promise.all([checks(), unit()]);
await browser();
finish();

async function checks() {
  await checkStep('types', 'typescript/bin/tsc', ['-b']);
  // Without a cache: what a type-aware rule says of one file depends on the others.
  await checkStep('eslint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']);
  await checkStep('prettier', 'prettier/bin/prettier.cjs', [
    '--check',
    '--cache',
    '--log-level',
    'warn',
    '.',
  ]);
}

async function unit() {
  const files = await unitStep('unit tests', []);
  if (files.length === 0) add('unit tests', { passed: 0, failed: 1 }, 'No test was found.');
  const wrong = miscounted(files, 'test');
  add('docs/testing.md', { passed: Number(wrong.length === 0), failed: wrong.length }, wrong.join('\n'));
}

async function browser() {
  try {
    process.env.TAGSCOPE_BROWSER = await findBrowser();
  } catch (error) {
    add('browser', { passed: 0, failed: 1 }, error instanceof Error ? error.message : String(error));
    return;
  }
  await browserStep('browser tests', []);
}
