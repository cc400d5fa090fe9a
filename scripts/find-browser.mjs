// Finds a Chromium for the end-to-end tests, or installs one; it never skips.
// By hand: `node scripts/find-browser.mjs` prints which one the tests would use.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const onLinux = process.platform === 'linux';

/**
 * @typedef {{ name: string, find: () => string | undefined | Promise<string | undefined> }} Way
 *
 * Each way answers with the path of a browser, or with nothing. The first answer that starts is taken.
 * @type {Way[]}
 */
const ways = [
  { name: "Playwright's own", find: playwrightsOwn },
  { name: 'installed', find: installedOne },
  { name: 'npx playwright install chromium', find: playwrightInstall },
  { name: 'apt-get install chromium-headless-shell', find: aptInstall },
  { name: 'npm package @sparticuz/chromium', find: npmPackage },
];

/** @returns {Promise<string>} the path of a browser's executable */
export async function findBrowser() {
  const named = process.env.TAGSCOPE_BROWSER;
  if (named !== undefined && named !== '') {
    if (!starts(named)) throw new Error(`TAGSCOPE_BROWSER names ${named}, which does not start.`);
    return chosen('TAGSCOPE_BROWSER', named);
  }
  for (const { name, find } of ways) {
    const path = await find();
    if (path !== undefined && starts(path)) return chosen(name, path);
  }
  throw new Error(
    `No browser for the end-to-end tests. Tried, in this order: ${ways.map((way) => way.name).join('; ')}. ` +
      'Install Chromium, Chrome or Edge, or set TAGSCOPE_BROWSER to the path of one.',
  );
}

/**
 * @param {string} name
 * @param {string} path
 */
function chosen(name, path) {
  console.log(`Browser for the end-to-end tests: ${path} (${name})`);
  return path;
}

/**
 * On Linux a browser may be there and lack a library, or be a stub that points to a shop; asking its version tells.
 * @param {string} path
 */
function starts(path) {
  if (!existsSync(path)) return false;
  return !onLinux || run(path, ['--version'], 20, 'ignore');
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

function installedOne() {
  return candidates().find(starts);
}

/** @returns {string[]} where browsers are usually installed */
function candidates() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return programs.flatMap((program) => folders.map((folder) => resolve(folder ?? '', program)));
  }
  // Without a window it takes a quarter less time than the whole browser.
  const shell = ['chromium-headless-shell', 'chrome-headless-shell'];
  const whole = ['google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chromium', 'chromium-browser'];
  const names = [...shell, ...whole];
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/opt/google/chrome'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function playwrightInstall() {
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  return run(process.execPath, [cli, 'install', 'chromium'], 60) ? playwrightsOwn() : undefined;
}

function aptInstall() {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return undefined;
  const installed =
    run('apt-get', ['update', '-qq'], 90) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'], 180);
  return installed ? '/usr/bin/chromium-headless-shell' : undefined;
}

/** The package holds the binary and needs no root. 138.0.2 is of the last line that runs on Node 20. */
async function npmPackage() {
  if (!onLinux || process.arch !== 'x64') return undefined;
  const folder = join(root, 'node_modules/.cache/sparticuz-chromium');
  mkdirSync(folder, { recursive: true });
  const wanted = '@sparticuz/chromium@138.0.2';
  if (!run('npm', ['install', '--prefix', folder, '--no-save', '--no-package-lock', wanted], 120))
    return undefined;
  const entry = createRequire(join(folder, 'package.json')).resolve('@sparticuz/chromium');
  // As on a bare server, where it brings NSS and fonts along and points LD_LIBRARY_PATH at them.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  /** @type {unknown} */
  const loaded = await import(pathToFileURL(entry).href);
  return /** @type {{ default: { executablePath(): Promise<string> } }} */ (loaded).default.executablePath();
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} seconds
 * @param {'inherit' | 'ignore'} [output]
 * @returns {boolean} whether it ended well, in time
 */
function run(command, args, seconds, output = 'inherit') {
  if (output === 'inherit')
    console.log(`Looking for a browser: ${command} ${args.join(' ')} (at most ${seconds} s)`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: output, timeout: seconds * 1000, env }).status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await findBrowser();
