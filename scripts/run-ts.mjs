// Runs a TypeScript entry point in Node, with the same build as the page: `?raw` imports and import.meta.glob work.
// Usage: node scripts/run-ts.mjs scripts/bench.ts [arguments of the program]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { build } from 'vite';

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) throw new Error('usage: node scripts/run-ts.mjs <entry.ts> [arguments]');

// Inside node_modules, so that the built file finds the same packages.
const outDir = mkdtempSync(join('node_modules', '.run-'));
try {
  await build({ logLevel: 'warn', build: { ssr: entry, outDir, emptyOutDir: false, sourcemap: true } });
  const built = join(outDir, `${basename(entry).replace(/\.[cm]?tsx?$/, '')}.js`);
  const run = spawnSync(process.execPath, ['--enable-source-maps', built, ...args], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
