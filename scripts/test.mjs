// npm test: types, lint, unit tests and end-to-end tests; all of them, even when an earlier one fails.
// The last line is the sum: `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ status: string, assertionResults: unknown[] }} VitestFile */
/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: VitestFile[] }} VitestReport */
/** @typedef {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} PlaywrightReport */

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), 'tagscope-test-'));
const total = { passed: 0, failed: 0 };
/** In seconds: an endless loop in a test ends here, and counts as a failure. */
const longestStep = 1800;

/** @type {Set<ChildProcess>} */
const running = new Set();
/** With a process group for each tool, its own children end with it; Windows has no such groups. */
const inGroups = process.platform !== 'win32';
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    running.forEach(stop);
    process.exit(1);
  });
}

// Two cores: the checks share one, the unit tests have the other. The browser comes last and has both.
await Promise.all([checks(), unit()]);
await endToEnd();

rmSync(reports, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

async function checks() {
  await step('types', 'typescript/bin/tsc', ['-b'], oneCheck);
  // Without a cache: what a type-aware rule says of one file depends on the others.
  await step('eslint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0'], oneCheck);
  const prettier = ['--check', '--cache', '--log-level', 'warn', '.'];
  await step('prettier', 'prettier/bin/prettier.cjs', prettier, oneCheck);
}

async function unit() {
  const report = join(reports, 'unit.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await step('unit tests', 'vitest/vitest.mjs', args, () => countUnit(report));
}

async function endToEnd() {
  const report = join(reports, 'e2e.json');
  try {
    process.env.TAGSCOPE_BROWSER = await findBrowser();
  } catch (error) {
    add('browser', { passed: 0, failed: 1 }, error instanceof Error ? error.message : String(error));
    return;
  }
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  await step('build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn'], oneCheck);
  await step('end-to-end tests', '@playwright/test/cli.js', ['test', '--reporter=list,json'], () =>
    countEndToEnd(report),
  );
}

/**
 * Runs one tool from node_modules, and adds what it counted.
 * @param {string} name
 * @param {string} tool
 * @param {string[]} args
 * @param {(succeeded: boolean) => Count} count
 */
async function step(name, tool, args, count) {
  const started = performance.now();
  const { code, output } = await capture([join('node_modules', tool), ...args]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  /** @type {Count} */
  let counted;
  try {
    counted = count(code === 0);
  } catch {
    counted = { passed: 0, failed: 1 };
  }
  // A tool that failed without saying where, or that ran nothing, has failed all the same.
  if (counted.failed === 0 && (code !== 0 || counted.passed === 0)) counted.failed = 1;
  add(`${name}, ${seconds} s`, counted, output);
}

/**
 * @param {string} name
 * @param {Count} counted
 * @param {string} output
 */
function add(name, counted, output) {
  total.passed += counted.passed;
  total.failed += counted.failed;
  console.log(`${counted.failed > 0 ? '✗' : '✓'} ${name}: ${counted.passed} good, ${counted.failed} bad`);
  if (counted.failed > 0) console.log(output.trimEnd());
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function capture(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: inGroups });
    running.add(child);
    let output = '';
    const limit = setTimeout(() => {
      stop(child);
      resolve({ code: null, output: `${output}\nStopped: it took more than ${longestStep} seconds.` });
    }, longestStep * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    }
    child.on('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, output });
    });
  });
}

/** @param {ChildProcess} child */
function stop(child) {
  if (inGroups && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  else child.kill('SIGKILL');
}

/** @type {(succeeded: boolean) => Count} */
function oneCheck(succeeded) {
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string} report
 * @returns {unknown}
 */
function read(report) {
  return JSON.parse(readFileSync(report, 'utf8'));
}

/**
 * A file that cannot be loaded counts as one failure.
 * @param {string} report
 * @returns {Count}
 */
function countUnit(report) {
  const { numPassedTests, numFailedTests, testResults } = /** @type {VitestReport} */ (read(report));
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

/**
 * Errors outside of any test (a server that does not start, a file that does not load) count one each.
 * @param {string} report
 * @returns {Count}
 */
function countEndToEnd(report) {
  const { stats, errors } = /** @type {PlaywrightReport} */ (read(report));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
