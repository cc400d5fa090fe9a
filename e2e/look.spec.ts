import type { Page } from '@playwright/test';
import { oneIn, tried } from '../src/core/tried.test-data.ts';
import { expectAccessible } from './accessible.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const themes = ['light', 'dark', 'projector'];
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function open(page: Page, theme: string): Promise<void> {
  await page.addInitScript((chosen) => {
    localStorage.setItem('tagscope-theme', chosen);
  }, theme);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

function complaintsOf(page: Page, baseURL: string | undefined): readonly string[] {
  const complaints: string[] = [];
  const ownHost = new URL(baseURL ?? '').host;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== ownHost) complaints.push(request.url());
  });
  return complaints;
}

for (const theme of tried(themes, oneIn(3))) {
  test(`axe finds nothing in the ${theme} theme, with all that can be open`, async ({ page }) => {
    await open(page, theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await takeSteps(page, '11111112');
    await page.keyboard.press('x');
    await page.keyboard.press('r');
    await expect(page.getByRole('radio', { name: 'v5.10' })).not.toBeChecked();
    await expectAccessible(page);
    await page.keyboard.press('s');
    await expect(page.getByRole('dialog', { name: 'Scenarios' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('option', { name: /quiet/i }).click();
    await page.getByRole('combobox', { name: 'Try' }).selectOption('to');
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible();
    await page.getByRole('textbox', { name: 'flags' }).fill('?');
    await expect(page.getByText('“?” is not a number.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await expectAccessible(page);
  });
}

for (const theme of themes) {
  test(`${theme}: all releases are in view beside the rest, and on a phone all panels' buttons`, async ({
    page,
  }) => {
    await open(page, theme);
    const releases = page.getByRole('group', { name: 'Kernel release' }).locator('label');
    const panels = page.getByRole('navigation', { name: 'Panels' }).getByRole('button');
    await expect(releases).not.toHaveCount(0);
    for (const release of await releases.all()) await expect(release).toBeInViewport({ ratio: 1 });
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(panels).not.toHaveCount(0);
    for (const panel of await panels.all()) await expect(panel).toBeInViewport({ ratio: 1 });
  });

  for (const size of sizes) {
    test(`${theme} at ${size.width}x${size.height}: nothing sticks out, nothing complains`, async ({
      page,
      baseURL,
    }) => {
      const complaints = complaintsOf(page, baseURL);
      await page.setViewportSize(size);
      await open(page, theme);
      const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const chooser = page.getByRole('button', { name: /^Scenario/ });
      // A sample has every sixth scenario, each in one theme and at one size.
      const nth = 6 * (sizes.length * themes.indexOf(theme) + sizes.indexOf(size));
      const all = await scenarios(page);
      for (const name of tried(all, (_, i) => i % (6 * themes.length * sizes.length) === nth)) {
        await chooser.click();
        await page
          .getByRole('option')
          .filter({ has: page.getByText(name, { exact: true }) })
          .click();
        await expect(chooser).toContainText(name);
        if ((await page.locator('[data-guest-code=true]').count()) > 0)
          await expect(page.getByRole('region', { name: 'Guest code', exact: true })).toBeVisible();
        for (const key of '1212123') await page.keyboard.press(key);
        await page.keyboard.press('x');
        for (const tab of size.width < 900
          ? ['Memory', 'Must hold', 'Explore', 'ioctl', 'Time', 'Threads']
          : []) {
          await page.getByRole('navigation').getByRole('button', { name: tab }).click();
          await expect.poll(tooWide, `${name}, ${tab}`).toBeLessThanOrEqual(0);
        }
        await expect.poll(tooWide, name).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
    });
  }
}

/** The titles of all scenarios. */
async function scenarios(page: Page): Promise<readonly string[]> {
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const titles = page.getByRole('dialog', { name: 'Scenarios' }).getByRole('option').locator('strong');
  await expect(titles.nth(20)).toBeAttached();
  const all = await titles.allTextContents();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Scenarios' })).toBeHidden();
  return all;
}

test('on a phone both threads are stepped from below, with memory in view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'light');
  await page.getByRole('navigation').getByRole('button', { name: 'Memory' }).click();
  await expect(page.getByRole('heading', { name: /^Page frame/ })).toBeVisible();
  const steps = page.getByRole('group', { name: 'Steps' });
  await steps.getByRole('button', { name: /^CPU 0/ }).click();
  await steps.getByRole('button', { name: /^CPU 1/ }).click();
  await page.getByRole('navigation').getByRole('button', { name: 'Time' }).click();
  await expect(page.getByText('Step 2 of 2')).toBeVisible();
  await steps.getByRole('button', { name: 'One step back' }).click();
  await expect(page.getByText('Step 1 of 2')).toBeVisible();
});

test('the theme is chosen by a key and remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
});

test('nothing on the page is written smaller than 12 pixels', async ({ page }) => {
  await open(page, 'light');
  await takeSteps(page, '1112');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 12)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(small).toEqual([]);
});
