import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessible.ts';
import { sharedLink } from './shared-link.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const digest = async (page: Page) => (await page.locator('[data-digest]').getAttribute('data-digest')) ?? '';
const explorer = (page: Page) => page.getByRole('region', { name: 'Explore', exact: true });
const wrong = (page: Page) => page.getByRole('dialog', { name: /is not opened$/ });
const share = (page: Page) => page.getByRole('dialog', { name: 'Share this moment' });
const chooser = (page: Page) => page.getByRole('button', { name: /^Scenario/ });

/** The whole example of the format's page. */
async function example(): Promise<string> {
  const format = await readFile('docs/scenario-format.md', 'utf8');
  return /```json\n([^]*?)```/.exec(format)?.[1] ?? '';
}

async function start(page: Page): Promise<void> {
  await page.goto('/');
  await expect(chooser(page)).toBeVisible();
}

async function open(page: Page, text: string): Promise<void> {
  await chooser(page).click();
  const picker = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Open a scenario file/ }).click();
  await (
    await picker
  ).setFiles({ name: 'workshop.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** Lets a file fall on the page. */
async function drop(page: Page, text: string): Promise<void> {
  const files = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.json', { type: 'application/json' }));
    return transfer;
  }, text);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: files });
  await expect(page.getByText('Drop a scenario file, a run that was saved')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: files });
}

test('a scenario file is stepped, explored, and its link opened in a page that has never seen it', async ({
  page,
  browser,
}) => {
  await start(page);
  await open(page, await example());
  await expect(chooser(page)).toContainText("A reader finds a former owner's tag");
  await expect(page.getByRole('region', { name: 'About this run' })).toContainText('From a file');
  await expect(page.getByRole('radio', { name: 'v5.10' })).toBeChecked();
  await page.getByRole('heading', { level: 1 }).click();
  await takeSteps(page, '112');
  await expect(page.getByText('Step 3 of 3')).toBeVisible();

  await page.keyboard.press('e');
  await explorer(page).getByRole('button', { name: 'Explore v5.10' }).click();
  const foreign = explorer(page).locator('[data-explored=foreign]');
  await expect(foreign).toContainText('hand a foreign tag to the reader');
  await foreign.getByRole('button', { name: /^Shortest/ }).click();
  await expect(page.locator('[data-property=foreign]')).toHaveAttribute('data-broken', 'true');

  await page.keyboard.press('l');
  await expect(share(page)).toContainText('the scenario with its file');
  const link = await sharedLink(page);
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.locator('[data-property=foreign]')).toHaveAttribute('data-broken', 'true');
  await expect.poll(() => digest(other)).toBe(await digest(page));
  await other.context().close();
});

test('it runs on every release, and is exported for Spin', async ({ page }) => {
  await start(page);
  await drop(page, await example());
  await expect(page.getByRole('region', { name: 'About this run' })).toContainText('From a file');
  await page.getByRole('heading', { level: 1 }).click();
  await takeSteps(page, '112222');
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: /^All releases/ });
  const own = dialog.locator('tr[data-row=own]');
  await expect(dialog.locator('thead th').nth(5)).toBeVisible();
  await expect(own.getByRole('button')).toHaveCount(await dialog.locator('thead th').count());
  await own.getByRole('button', { name: /, on v6\.4: / }).click();
  await expect(page.getByRole('radio', { name: 'v6.4' })).toBeChecked();

  await page.keyboard.press('l');
  const saved = page.waitForEvent('download');
  await share(page).getByRole('button', { name: 'Promela model' }).click();
  expect((await saved).suggestedFilename()).toBe('workshop-v6.4.pml');
  const model = await readFile(await (await saved).path(), 'utf8');
  expect(model.match(/^active proctype/gm)).toHaveLength(2);
  await expect(share(page)).toContainText('spin -a');
});

test('what no model can be made of is refused in a sentence', async ({ page }) => {
  await start(page);
  await chooser(page).click();
  await page.getByRole('option', { name: /quiet/i }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('l');
  await share(page).getByRole('button', { name: 'Promela model' }).click();
  await expect(share(page)).toContainText('There is no model of it: a thread serves calls for ever');
});

test('a bad file lists its errors with their places, and the run is still there', async ({ page }) => {
  await start(page);
  await takeSteps(page, '1122');
  const before = await digest(page);
  const bad = (await example())
    .replace('"entry": "reader_mprotects"', '"entry": "reader_mprotect"')
    .replace('"prologue": "both_share_a_page"', '"prologue": "nobody"');
  await open(page, bad);
  await expect(wrong(page)).toContainText('workshop.json is not opened');
  await expect(wrong(page).getByRole('listitem')).toHaveCount(2);
  await expect(wrong(page)).toContainText('threads[1].entry');
  await expect(wrong(page)).toContainText('did you mean reader_mprotects?');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(wrong(page)).toBeHidden();
  await expect.poll(() => digest(page)).toBe(before);
  await expect(page.getByText('Step 4 of 4')).toBeVisible();
});

test('an open file survives a reload, is edited like the kernel, and is taken off the list', async ({
  page,
}) => {
  await start(page);
  await open(page, await example());
  await expect(page.getByRole('region', { name: 'About this run' })).toContainText('From a file');
  await page.reload();
  await expect(page.getByRole('region', { name: 'About this run' })).toContainText('From a file');
  await page.keyboard.press('d');
  const editor = page.getByRole('dialog', { name: 'Edit the source' });
  await editor.getByRole('combobox', { name: 'Edit' }).selectOption('scenarios/workshop/scenario.c');
  const source = editor.getByRole('textbox', { name: /^Source of .*workshop\/scenario\.c$/ });
  await expect(source).toContainText('reader_mprotects');
  await expect(source).toBeFocused();
  await page.keyboard.type('/* mine */\n');
  await expect(editor.getByRole('status')).toContainText('Compiled');
  await page.keyboard.press('Escape');
  await chooser(page).click();
  await page.getByRole('button', { name: /off the list$/ }).click();
  await expect(page.getByRole('region', { name: 'About this run' })).not.toContainText('From a file');
  await chooser(page).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect(page.getByRole('option', { name: /^A reader finds/ })).toHaveCount(0);
});
