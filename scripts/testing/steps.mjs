// Steps of a run of the tests: each runs one tool from node_modules and adds what it counted. The last line is the sum.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} VitestFile */
/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: VitestFile[] }} VitestReport */
/** @typedef {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} PlaywrightReport */

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), 'tagscope-test-'));
const total = { passed: 0, failed: 0 };
/** In seconds: an endless loop in a test ends here, and counts as a failure. */
const longestStep = 3600;

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

/** Prints the sum of all steps, and ends the process by it. */
export function finish() {
  rmSync(reports, { recursive: true, force: true });
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 ? 1 : 0);
}

/**
 * Runs one tool that only fails or not.
 * @param {string} name
 * @param {string} tool its file in node_modules
 * @param {readonly string[]} args
 */
export async function checkStep(name, tool, args) {
  await step(name, tool, args, {}, (succeeded) => ({
    passed: Number(succeeded),
    failed: Number(!succeeded),
  }));
}

/**
 * Runs unit tests; gives what was counted, by file.
 * @param {string} name
 * @param {readonly string[]} files none for all
 * @param {{ env?: NodeJS.ProcessEnv, live?: boolean }} [how] `live` prints each test as it ends
 */
export async function unitStep(name, files, { env = {}, live = false } = {}) {
  const report = join(reports, 'unit.json');
  const reporter = live ? 'verbose' : 'default';
  const args = [
    'run',
    '--passWithNoTests',
    `--reporter=${reporter}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  /** @type {VitestFile[]} */
  let found = [];
  await step(name, 'vitest/vitest.mjs', [...args, ...files], { env, live }, () => {
    const { numPassedTests, numFailedTests, testResults } = /** @type {VitestReport} */ (read(report));
    found = testResults;
    // A file that cannot be loaded counts as one failure.
    const unloaded = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
  });
  return found;
}

/**
 * Builds the page, and runs browser tests on it.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, live?: boolean }} [how]
 */
export async function browserStep(name, args, { env = {}, live = false } = {}) {
  const report = join(reports, 'e2e.json');
  await checkStep('build', 'vite/bin/vite.js', ['build', '--logLevel', 'error']);
  await step(
    name,
    '@playwright/test/cli.js',
    ['test', '--reporter=list,json', ...args],
    { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, live },
    () => {
      const { stats, errors } = /** @type {PlaywrightReport} */ (read(report));
      // Errors outside of any test (a server that does not start, a file that does not load) count one each.
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
    },
  );
}

/**
 * Adds something that was found out otherwise.
 * @param {string} name
 * @param {Count} counted
 * @param {string} output printed where something failed
 */
export function add(name, counted, output) {
  total.passed += counted.passed;
  total.failed += counted.failed;
  console.log(`${counted.failed > 0 ? '✗' : '✓'} ${name}: ${counted.passed} good, ${counted.failed} bad`);
  if (counted.failed > 0 && output !== '') console.log(output.trimEnd());
}

/**
 * @param {string} name
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, live?: boolean }} how
 * @param {(succeeded: boolean) => Count} count
 */
async function step(name, tool, args, { env = {}, live = false }, count) {
  const started = performance.now();
  const { code, output } = await capture([join('node_modules', tool), ...args], env, live);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  /** @type {Count} */
  let counted;
  try {
    counted = count(code === 0);
  } catch {
    counted = { passed: 0, failed: 1 };
  }
  // A tool that failed without a place has failed all the same.
  if (counted.failed === 0 && code !== 0) counted.failed = 1;
  add(`${name}, ${seconds} s`, counted, live ? '' : output);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} live
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function capture(args, env, live) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
      detached: inGroups,
      env: { ...process.env, ...env },
    });
    running.add(child);
    let output = '';
    const limit = setTimeout(() => {
      stop(child);
      resolve({ code: null, output: `${output}\nStopped: it took more than ${longestStep} seconds.` });
    }, longestStep * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
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

/**
 * @param {string} report
 * @returns {unknown}
 */
function read(report) {
  return JSON.parse(readFileSync(report, 'utf8'));
}
