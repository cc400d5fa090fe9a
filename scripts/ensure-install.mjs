// Runs before node_modules exists, so it uses nothing but Node itself.
// Installs what package-lock.json says when it is not there already; otherwise it costs a few milliseconds.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} LockFile */

/**
 * What a lock file lists, by folder.
 * @param {string} file
 */
function packagesIn(file) {
  try {
    /** @type {unknown} */
    const lock = JSON.parse(readFileSync(join(root, file), 'utf8'));
    return /** @type {LockFile} */ (lock).packages;
  } catch {
    return {};
  }
}

function isUpToDate() {
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).every(
    ([folder, { version, optional }]) =>
      folder === '' || optional === true || installed[folder]?.version === version,
  );
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tagscope needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

if (!isUpToDate()) {
  console.log('Installing the packages that package-lock.json names (npm ci) ...');
  const npm = spawnSync('npm ci', { cwd: root, stdio: 'inherit', shell: true });
  if (npm.status !== 0) {
    console.error('npm ci failed: see its message above. Nothing else was tried.');
    process.exit(1);
  }
}
