import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { encodeLink } from '../src/run/link.ts';
import { sharedLink } from './shared-link.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const digest = async (page: Page) => (await page.locator('[data-digest]').getAttribute('data-digest')) ?? '';
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Share this moment' });
const about = (page: Page) => page.getByRole('region', { name: 'About this run' });

async function open(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function linkOf(page: Page): Promise<string> {
  await page.keyboard.press('l');
  await expect(dialog(page).getByRole('status')).toHaveText(/^Copied: \d+ characters\.$/);
  const link = await sharedLink(page);
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  return link;
}

async function elsewhere(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage();
  await open(page, link);
  return page;
}

test('a link opened elsewhere stands at the same moment, with the steps beyond it', async ({
  page,
  context,
}) => {
  await open(page);
  await page.getByRole('radio', { name: 'v5.10' }).check();
  await takeSteps(page, '1222211');
  await page.keyboard.press('ArrowLeft');
  const html = page.locator('html');
  const before = (await html.getAttribute('data-theme')) ?? '';
  await page.keyboard.press('t');
  await expect(html).not.toHaveAttribute('data-theme', before);
  const link = await linkOf(page);
  expect(link.length).toBeLessThan(400);

  const other = await elsewhere(context, link);
  await expect.poll(() => digest(other)).toBe(await digest(page));
  await expect(other.getByRole('radio', { name: 'v5.10' })).toBeChecked();
  await expect(other.getByText('Step 6 of 7')).toBeVisible();
  const theme = (await html.getAttribute('data-theme')) ?? '';
  await expect(other.locator('html')).toHaveAttribute('data-theme', theme);
  await expect(about(other).getByRole('status')).toBeEmpty();
  for (const one of [page, other]) {
    await one.keyboard.press('End');
    await expect(one.getByText('Step 7 of 7')).toBeVisible();
  }
  await expect.poll(() => digest(other)).toBe(await digest(page));
});

test('system calls travel with their arguments and bytes', async ({ page, context }) => {
  await open(page);
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('option', { name: /quiet/i }).click();
  await page.getByRole('radio', { name: 'v6.4' }).check();
  await page.getByRole('combobox', { name: 'Try' }).selectOption({ label: 'Tags into a page' });
  await page.getByLabel('Tags to send').fill('0c 0a 0f 0e');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('= 4096');
  await page.getByRole('heading', { level: 1 }).click();
  const other = await elsewhere(context, await linkOf(page));
  await expect.poll(() => digest(other)).toBe(await digest(page));
  await expect(other.getByRole('region', { name: 'Answer' })).toContainText('= 4096');
});

test('a link that is damaged, cut off or of another version says so and keeps what it can', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('radio', { name: 'v12' }).check();
  await takeSteps(page, '11112');
  const link = await linkOf(page);
  const note = about(page).getByRole('status');

  const other = link.replace('#run=1.', '#run=9.');
  await page.goto('about:blank');
  await open(page, other);
  await expect(note).toContainText('another version of Tagscope');
  await expect(page.getByText('Step 5 of 5')).toBeVisible();

  await page.goto('about:blank');
  await open(page, link.slice(0, -60));
  await expect(note).toContainText('This link is damaged');
  await page.goto('about:blank');
  await open(page, '/#run=1.nothing-that-was-ever-written');
  await expect(note).toContainText('This link');
  await page.keyboard.press('1');
  await expect(page.getByText('Step 1 of 1')).toBeVisible();
});

test('a link followed within the page is opened too', async ({ page }) => {
  await open(page);
  await takeSteps(page, '112');
  const link = await linkOf(page);
  const there = await digest(page);
  await page.getByRole('radio', { name: 'v12' }).check();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await expect(page.getByRole('radio', { name: 'v5.10' })).toBeChecked();
  await expect.poll(() => digest(page)).toBe(there);
});

test('the same as a file, saved and opened', async ({ page, context }, info) => {
  await open(page);
  await takeSteps(page, '11122');
  await page.keyboard.press('l');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('tagscope-isolation-v5.10-step-5.json');
  const path = info.outputPath('run.json');
  await saved.saveAs(path);
  await page.keyboard.press('Escape');

  const other = await elsewhere(context, '/');
  await other.keyboard.press('l');
  await dialog(other).getByLabel('Open a file').setInputFiles(path);
  await expect(dialog(other)).toBeHidden();
  await expect.poll(() => digest(other)).toBe(await digest(page));

  const json = (await readFile(path, 'utf8')).replace(/"digest": "\w/, '"digest": "x');
  await writeFile(path, json);
  await other.keyboard.press('l');
  await dialog(other).getByLabel('Open a file').setInputFiles(path);
  await expect(about(other).getByRole('status')).toContainText('is damaged: a part of it (digest)');
});

test('a link opens on a phone, in the panel it was made in', async ({ page, context }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.getByRole('navigation').getByRole('button', { name: 'Memory' }).click();
  await page
    .getByRole('group', { name: 'Steps' })
    .getByRole('button', { name: /^CPU 0/ })
    .click();
  await expect(page.getByText(/^Step 1:/).first()).toBeAttached();
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await sharedLink(page);
  await expect.poll(async () => (await dialog(page).boundingBox())?.width).toBeLessThanOrEqual(390);
  const other = await context.newPage();
  await other.setViewportSize({ width: 390, height: 844 });
  await open(other, link);
  await expect(other.getByRole('heading', { name: /^Page frame/ })).toBeVisible();
  await expect.poll(() => digest(other)).toBe(await digest(page));
});

test(
  'a link of 50,000 steps shows how far it is, gives way to a key, and arrives',
  { tag: '@soak' },
  async ({ page }) => {
    const main = 'main:   add     x1, x1, #1\n        b       main\nfault:  b       off\n';
    const link = await encodeLink({
      scenario: 'hello-tags',
      release: 'v6.6',
      step: 200,
      digest: '0000000000000000',
      theme: null,
      view: ['Threads'],
      choices: Array.from({ length: 50_000 }, () => ({ kind: 'step', thread: 0 })),
      edits: new Map([['scenarios/hello-tags/main.s', main]]),
    });
    const progress = page.getByRole('progressbar', { name: 'Opening a run of 50,000 steps' });
    await page.goto(`/${link}`);
    await expect(progress).toBeVisible();
    // No moment is passed off as the one that was shared.
    await expect(page.locator('[data-digest]')).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect(progress).toBeHidden();
    await expect(about(page).getByRole('status')).toContainText(
      /Opening it was stopped\. The run ends at step [\d,]+ of 50,000\./,
    );

    await page.reload();
    await expect(progress).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await expect(page.getByText('Step 200 of 50000', { exact: true })).toBeVisible();
    await expect(progress).toBeHidden();
    await expect(about(page).getByRole('status')).toContainText('the model has changed since');
    expect(await digest(page)).toMatch(/^[0-9a-f]{16}$/);
  },
);
