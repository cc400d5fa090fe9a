import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { choose, guest, putInstead, register } from './guest-panel.ts';
import { sharedLink } from './shared-link.ts';
import { expect, test } from './test.ts';

const digest = async (page: Page) => (await page.locator('[data-digest]').getAttribute('data-digest')) ?? '';
const listing = (page: Page) => guest(page).getByRole('list', { name: 'Listing' });
const share = (page: Page) => page.getByRole('dialog', { name: 'Share this moment' });

/** The scenario file with a guest's own program of the format's page. */
async function fileWithGuest(): Promise<string> {
  const format = await readFile('docs/scenario-format.md', 'utf8');
  const examples = [...format.matchAll(/```json\n([^]*?)```/g)].map(([, text = '']) => text);
  return examples.find((text) => text.includes('"main.s"')) ?? '';
}

async function run(page: Page): Promise<void> {
  await guest(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: 'vCPU 0', exact: true })).toContainText('Has run to its end');
}

async function linkOf(page: Page): Promise<string> {
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('l');
  return sharedLink(page);
}

test(
  'an edited program of a guest travels in a link, and in a saved run',
  { tag: '@soak' },
  async ({ page, context }, info) => {
    await page.goto('/');
    await page.getByRole('radio', { name: 'v6.6', exact: true }).check();
    await choose(page, 'hello tags', 'Hello, tags');
    await guest(page).getByRole('button', { name: 'Edit' }).click();
    await putInstead(page, 'ldr     w5, [x4]', 'ldr     w5, [x0]');
    await run(page);
    await expect(register(page, 'X5')).toHaveText('0x2a');

    const there = await context.newPage();
    await there.goto(await linkOf(page));
    await expect(listing(there)).toContainText('w5, [x0]');
    await expect(register(there, 'X5')).toHaveText('0x2a');
    await expect.poll(() => digest(there)).toBe(await digest(page));

    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      share(page).getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    const path = info.outputPath('run.json');
    await saved.saveAs(path);
    await there.goto('about:blank');
    await there.goto('/');
    await linkOf(there);
    await share(there).getByLabel('Open a file').setInputFiles(path);
    await expect(register(there, 'X5')).toHaveText('0x2a');
    await expect.poll(() => digest(there)).toBe(await digest(page));
  },
);

test(
  'a scenario file with a guest’s own program is opened, run, edited, and its link opened elsewhere',
  { tag: '@soak' },
  async ({ page, browser }) => {
    await page.goto('/');
    await page.getByRole('button', { name: /^Scenario/ }).click();
    const picker = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^Open a scenario file/ }).click();
    const buffer = Buffer.from(await fileWithGuest());
    await (await picker).setFiles({ name: 'two-tags.json', mimeType: 'application/json', buffer });
    await expect(page.getByRole('region', { name: 'About this run' })).toContainText('From a file');
    await expect(listing(page)).toContainText('// a tag check fault');
    await run(page);
    await expect(register(page, 'X6')).toHaveText('0x9600_0011');

    await guest(page).getByRole('button', { name: 'Edit' }).click();
    // The run is carried over, to the end of what the program is now.
    await putInstead(page, 'ldr     w3, [x1]', 'ldr     w3, [x2]');
    await expect(register(page, 'X6')).toHaveCount(0);

    const other = await (await browser.newContext()).newPage();
    await other.goto(await linkOf(page));
    await expect(listing(other)).toContainText('w3, [x2]');
    await expect(other.getByRole('region', { name: 'About this run' })).toContainText('From a file');
    await expect.poll(() => digest(other)).toBe(await digest(page));
    await other.context().close();
  },
);

test('a program that does not assemble is told with its line, and the run stays', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const picker = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Open a scenario file/ }).click();
  const wrong = (await fileWithGuest()).replace('addg    x2, x0, #0, #2', 'addg    x2, x0, #0');
  const buffer = Buffer.from(wrong);
  await (await picker).setFiles({ name: 'two-tags.json', mimeType: 'application/json', buffer });
  const told = page.getByRole('dialog', { name: 'two-tags.json is not opened' });
  await expect(told.getByRole('listitem')).toContainText('guest.main.s[3]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText('isolation');
});
