import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { oneIn, tried } from '../src/core/tried.test-data.ts';
import { expectAccessible } from './accessible.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const chooser = (page: Page) => page.getByRole('button', { name: /^Scenario/ });
const browser = (page: Page) => page.getByRole('dialog', { name: 'Scenarios' });
const field = (page: Page) => browser(page).getByRole('combobox', { name: 'Find a scenario' });
const options = (page: Page) => browser(page).getByRole('option');
const selected = (page: Page) => browser(page).getByRole('option', { selected: true });
const themes = (page: Page) => browser(page).getByRole('navigation', { name: 'Themes' }).getByRole('button');
const tooWide = (page: Page) => () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function start(page: Page, theme = 'light'): Promise<void> {
  await page.addInitScript((chosen) => {
    localStorage.setItem('tagscope-theme', chosen);
  }, theme);
  await page.goto('/');
  await expect(chooser(page)).toBeVisible();
}

/** Opens the list by a key. */
async function openByKey(page: Page): Promise<void> {
  await page.keyboard.press('s');
  await expect(field(page)).toBeFocused();
}

/** A theme's first and last scenario, by title. */
async function endsOf(page: Page, theme: number): Promise<readonly string[]> {
  const titles = browser(page).getByRole('group').nth(theme).locator('strong');
  await expect(titles).not.toHaveCount(0);
  return [await titles.first().innerText(), await titles.last().innerText()];
}

test('scenarios of every theme are three clicks from the first page', async ({ page }) => {
  await start(page);
  await chooser(page).click();
  await expect(themes(page).nth(3)).toBeVisible();
  const count = await themes(page).count();
  await expect(browser(page).getByRole('group')).toHaveCount(count);
  for (const theme of tried([...Array(count).keys()], oneIn(12))) {
    for (const title of await endsOf(page, theme)) {
      await page.reload();
      await chooser(page).click();
      await themes(page).nth(theme).click();
      await options(page)
        .filter({ has: page.getByText(title, { exact: true }) })
        .click();
      await expect(browser(page)).toBeHidden();
      await expect(chooser(page)).toContainText(title);
    }
    await openByKey(page);
    await expect(themes(page).and(page.locator('[data-current=true]'))).toHaveCount(1);
    await expect(themes(page).nth(theme)).toHaveAttribute('data-current', 'true');
    await expect(selected(page)).toContainText('now');
    await expect(selected(page)).toBeInViewport();
  }
});

test('by keyboard alone: open, move, choose, and step', async ({ page }) => {
  await start(page);
  await openByKey(page);
  await page.keyboard.press('End');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await expect(options(page).last()).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).nth(-2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(options(page).first()).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await expect(options(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  const title = await selected(page).locator('strong').innerText();
  await page.keyboard.press('Enter');
  await expect(browser(page)).toBeHidden();
  await expect(chooser(page)).toContainText(title);
  await page.keyboard.press('1');
  await expect(page.getByText('Step 1 of 1')).toBeVisible();
});

test('every theme is reached by typing its name', async ({ page }) => {
  await start(page);
  await openByKey(page);
  const names = await browser(page).getByRole('group').locator('b[id^=theme-]').allTextContents();
  expect(names.length).toBeGreaterThan(3);
  for (const [i, name] of tried(names, oneIn(4)).entries()) {
    if (i > 0) await openByKey(page);
    await page.keyboard.type(name.toUpperCase());
    await expect(field(page)).toHaveValue(name.toUpperCase());
    const group = browser(page).getByRole('group', { name, exact: true });
    const first = group.getByRole('option').first();
    const title = await first.locator('strong').innerText();
    // It may have been found by what scenarios of other themes say.
    const ids = await options(page).evaluateAll((all) => all.map(({ id }) => id));
    const down = ids.indexOf((await first.getAttribute('id')) ?? '');
    for (let at = 0; at < down; at++) await page.keyboard.press('ArrowDown');
    await expect(first).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(chooser(page)).toContainText(title);
  }
});

test('what is typed filters; Escape closes and the run is still there', async ({ page }) => {
  await start(page);
  await takeSteps(page, '112');
  await openByKey(page);
  const all = await options(page).count();
  await page.keyboard.type('kcômpactd');
  await expect(options(page)).toHaveCount(1);
  await expect(selected(page)).toContainText('A page moves');
  await expect(browser(page).getByRole('status')).toContainText(`1 of ${all}`);
  await page.keyboard.type(' nowhere');
  await expect(options(page)).toHaveCount(0);
  await expect(browser(page)).toContainText('No scenario speaks of “kcômpactd nowhere”');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(browser(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(browser(page)).toBeHidden();
  await expect(page.getByText('Step 3 of 3')).toBeVisible();
  // Choosing the present one does not throw its run away.
  await openByKey(page);
  await expect(options(page)).toHaveCount(all);
  await page.keyboard.press('Enter');
  await expect(browser(page)).toBeHidden();
  await expect(page.getByText('Step 3 of 3')).toBeVisible();
});

test('it says what comes out on the present release', async ({ page }) => {
  await start(page);
  await page.getByRole('radio', { name: 'v12' }).check();
  await openByKey(page);
  const fork = browser(page).getByRole('option', { name: /^A fork, then/ });
  await expect(fork).toContainText('On v12');
  await expect(fork).toContainText('Breaks in a recorded run: Around the spinlock');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'v6.6' }).check();
  await openByKey(page);
  await expect(fork).toContainText('On v6.6');
  await expect(fork).not.toContainText('Breaks in a recorded run');
});

test('an opened file stands in a theme of its own, until it is taken off the list', async ({ page }) => {
  await start(page);
  const format = await readFile('docs/scenario-format.md', 'utf8');
  const text = /```json\n([^]*?)```/.exec(format)?.[1] ?? '';
  await chooser(page).click();
  await expect(field(page)).toBeFocused();
  const before = await options(page).count();
  await expect(browser(page).getByRole('group', { name: 'From a file' })).toHaveCount(0);
  const picker = page.waitForEvent('filechooser');
  await browser(page)
    .getByRole('button', { name: /^Open a scenario file/ })
    .click();
  await (
    await picker
  ).setFiles({ name: 'workshop.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(browser(page)).toBeHidden();
  await expect(chooser(page)).toContainText("A reader finds a former owner's tag");
  await chooser(page).click();
  const file = browser(page).getByRole('group', { name: 'From a file' }).getByRole('option');
  await expect(file).toHaveCount(1);
  await expect(file).toContainText('Written for v5.10');
  await expect(file).toContainText('now');
  await browser(page)
    .getByRole('button', { name: /off the list$/ })
    .click();
  await chooser(page).click();
  await expect(options(page)).toHaveCount(before);
});

const looks = ['light', 'dark', 'projector'].flatMap((theme) =>
  [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ].map((size) => ({ theme, size })),
);

for (const { theme, size } of tried(looks, oneIn(6))) {
  test(`${theme} at ${size.width}x${size.height}: axe finds nothing, nothing sticks out`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await start(page, theme);
    await chooser(page).click();
    await expect(selected(page)).toBeInViewport();
    await expect.poll(tooWide(page)).toBeLessThanOrEqual(0);
    const list = browser(page).getByRole('listbox');
    await expect.poll(() => list.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    if (size.width < 900) await expect.poll(() => browser(page).boundingBox()).toMatchObject(size);
    await field(page).fill('nowhere to be found');
    await expect(browser(page)).toContainText('No scenario speaks of');
    await expectAccessible(page);
  });
}
