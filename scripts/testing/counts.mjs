// How many tests each part of a soak has, in `npm test` and whole: counts.json, which `npm run documents` writes and docs/testing.md shows.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parts } from './parts.mjs';

/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {'test' | 'soak'} Tier */
/** @typedef {Record<string, Record<Tier, number>>} Counts */

const path = fileURLToPath(new URL('counts.json', import.meta.url));

/** @returns {Counts} by part */
export function counts() {
  /** @type {unknown} */
  const read = JSON.parse(readFileSync(path, 'utf8'));
  return /** @type {Counts} */ (read);
}

/**
 * A sentence for each part of which other numbers of tests ran than are written down.
 * @param {readonly { name: string, assertionResults: readonly unknown[] }[]} files
 * @param {Tier} tier
 * @param {readonly Part[]} [ran] all parts, unless only some ran
 */
export function miscounted(files, tier, ran = parts) {
  const written = counts();
  return ran
    .filter((part) => !part.files.includes('e2e'))
    .flatMap((part) => {
      const own = files.filter(({ name }) => belongs(name, part.files));
      const found = own.reduce((sum, { assertionResults }) => sum + assertionResults.length, 0);
      const known = written[part.name]?.[tier] ?? 0;
      return found === known
        ? []
        : [
            `docs/testing.md has ${known} tests in ${part.name}, and ${found} ran: \`npm run documents\` writes it anew.`,
          ];
    });
}

/**
 * @param {string} file
 * @param {readonly string[]} places
 */
function belongs(file, places) {
  return places.some((place) => file === resolve(place) || file.startsWith(`${resolve(place)}/`));
}

/**
 * Counts without running.
 * @param {Tier} tier
 * @returns {Record<string, number>} by part
 */
function listed(tier) {
  const env = { ...process.env, TAGSCOPE_TIER: tier };
  /** @param {string[]} args */
  const lines = (args) =>
    execFileSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n');
  return Object.fromEntries(
    parts.map(({ name, files }) => {
      if (!files.includes('e2e')) {
        const found = lines(['node_modules/vitest/vitest.mjs', 'list', ...files]);
        return [name, found.filter((line) => line.includes(' > ')).length];
      }
      const last = lines(['node_modules/@playwright/test/cli.js', 'test', '--list']).join('\n');
      return [name, Number(/Total: (\d+) tests/.exec(last)?.[1])];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [test, soak] = [listed('test'), listed('soak')];
  const rows = parts.map(({ name }) => `  "${name}": { "test": ${test[name]}, "soak": ${soak[name]} }`);
  writeFileSync(path, `{\n${rows.join(',\n')}\n}\n`);
}
