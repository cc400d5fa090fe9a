// npm run soak: all that is tried to its end, or the parts that are named, or one equal share of each.
//   npm run soak                          every part
//   npm run soak answers spin             these
//   npm run soak -- --share 3/8           the fourth eighth of every part
//   npm run soak -- --share commit        the eighth that this commit's number asks for: eight commits in a row try all
//   npm run soak -- --list                the parts
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findBrowser } from '../find-browser.mjs';
import { miscounted } from './counts.mjs';
import { parts } from './parts.mjs';
import { add, browserStep, finish, unitStep } from './steps.mjs';

const SHARES = 8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string' }, list: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
if (values.list === true || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no part ${name}.`);
  for (const { name, tries } of parts) console.log(`${name.padEnd(12)}${tries}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const share = values.share === 'commit' ? shareOfCommit() : values.share;
if (share !== undefined && !/^\d+\/\d+$/.test(share)) {
  console.error(`--share is ${share}, not as 3/8 from 0/8 to 7/8, nor commit`);
  process.exit(2);
}
console.log(share === undefined ? 'Soak: all of it' : `Soak: share ${share}`);

for (const part of parts) {
  if (positionals.length > 0 && !positionals.includes(part.name)) continue;
  console.log(`\n${part.name}: ${part.tries}`);
  const env = { TAGSCOPE_TIER: 'soak' };
  if (part.files.includes('e2e')) {
    process.env.TAGSCOPE_BROWSER = await findBrowser();
    // Playwright counts its shares from 1.
    const [nth = 0, of = 1] = (share ?? '0/1').split('/').map(Number);
    await browserStep(part.name, [`--shard=${nth + 1}/${of}`], { env, live: true });
  } else {
    const files = await unitStep(part.name, part.files, {
      env: { ...env, TAGSCOPE_SHARE: share ?? '' },
      live: true,
    });
    const wrong = share === undefined ? miscounted(files, 'soak', [part]) : [];
    if (wrong.length > 0) add('docs/testing.md', { passed: 0, failed: wrong.length }, wrong.join('\n'));
  }
}
finish();

/** By how many commits there are before this one. A copy without them all takes the first share, and says so. */
function shareOfCommit() {
  /** @param {string[]} args */
  const git = (...args) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    if (git('rev-parse', '--is-shallow-repository') === 'false')
      return `${Number(git('rev-list', '--count', 'HEAD')) % SHARES}/${SHARES}`;
  } catch {
    // No repository, or no git.
  }
  console.log('The number of this commit is not known here: the first share is taken.');
  return `0/${SHARES}`;
}
