// npm run quick: within a minute, whether what has changed is likely to be right. Types and lint of what changed, the tests of the folders
// in which it did, with a little of what is combinatorial, and the main path in the browser.
//   npm run quick                 what is not committed yet; if all is, the last commit
//   npm run quick -- COMMIT       what changed since then
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { findBrowser } from '../find-browser.mjs';
import { browserStep, checkStep, finish, unitStep } from './steps.mjs';

const touched = changedFiles(process.argv[2]);
const changed = touched.filter((path) => existsSync(path));
console.log(`${touched.length} changed files`);
const env = { TAGSCOPE_TIER: 'quick' };

await Promise.all([checks(), unit()]);
if (touched.some((path) => /^(src|e2e|index\.html|vite\.config)/.test(path))) {
  process.env.TAGSCOPE_BROWSER = await findBrowser();
  await browserStep('main path in the browser', [], { env });
}
finish();

async function checks() {
  await checkStep('types', 'typescript/bin/tsc', ['-b']);
  const code = changed.filter((path) => /\.(m?js|tsx?)$/.test(path));
  if (code.length > 0) await checkStep('eslint', 'eslint/bin/eslint.js', ['--max-warnings', '0', ...code]);
  const prettier = ['--check', '--ignore-unknown', '--log-level', 'warn', ...changed];
  if (changed.length > 0) await checkStep('prettier', 'prettier/bin/prettier.cjs', prettier);
}

async function unit() {
  const folders = new Set(
    touched.map((path) => dirname(path)).filter((path) => /^(src|scripts)/.test(path) && existsSync(path)),
  );
  const files = [...folders].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.test\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  const whole = new Set([...files, 'src/architecture.test.ts']);
  await unitStep('tests of the changed folders', [...whole], { env });
}

/**
 * @param {string | undefined} since
 * @returns {string[]}
 */
function changedFiles(since) {
  /** @param {string[]} args */
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
  if (since !== undefined) return git('diff', '--name-only', since);
  const open = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
  return open.length > 0 ? open : git('diff', '--name-only', 'HEAD~1');
}
