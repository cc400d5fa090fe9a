import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { oneIn, tried } from '../src/core/tried.test-data.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

/** The digest that the terminal command comes to, in Node. */
function digestInNode(release: string, choices: string): string {
  const words = ['scripts/run-ts.mjs', 'src/cli/tagscope.ts', 'replay', 'isolation', release, choices];
  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return /^digest ([0-9a-f]{16})$/m.exec(stdout)?.[1] ?? stdout;
}

const runs = [
  ['v5.10', '0 1*4 0*5 1'],
  ['v6.4', '0*6 1*3 0*2'],
] as const;

for (const [release, choices] of tried(runs, oneIn(2))) {
  test(`the same choices on ${release} give the same digest in Node and in the page`, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('radio', { name: release, exact: true }).click();
    await expect(page.getByRole('radio', { name: release, exact: true })).toBeChecked();
    for (const part of choices.split(' ')) {
      const [thread, count = '1'] = part.split('*');
      await takeSteps(page, String(Number(thread) + 1).repeat(Number(count)));
    }
    await expect(page.locator('[data-digest]')).toHaveAttribute(
      'data-digest',
      digestInNode(release, choices),
    );
  });
}
