import type { Locator, Page } from '@playwright/test';
import { expect, test } from './test.ts';

const chooser = (page: Page) => page.getByRole('button', { name: /^Scenario/ });
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

test('a dialog that is opened again at once stays open', async ({ page }) => {
  await page.goto('/');
  await expect(chooser(page)).toBeVisible();
  await page.keyboard.press('s');
  const browser = dialog(page, 'Scenarios');
  await expect(browser.getByRole('combobox')).toBeFocused();
  // Both keys in one task: the browser tells of the closing in a later one.
  await page.evaluate(async () => {
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }),
      );
    const closed = () => document.querySelector('dialog[open]') === null;
    press('Enter');
    for (let turn = 0; turn < 100 && !closed(); turn++) await Promise.resolve();
    if (!closed()) throw new Error('it took more than microtasks to close');
    press('s');
  });
  await page.keyboard.type('kcompactd');
  await expect(browser.getByRole('option')).toHaveCount(1);
});

test('Escape has closed a dialog before the browser tells of it', async ({ page }) => {
  await page.goto('/');
  await expect(chooser(page)).toBeVisible();
  // As if the news took for ever.
  await page.evaluate(() => {
    window.addEventListener(
      'close',
      (event) => {
        event.stopImmediatePropagation();
      },
      true,
    );
  });
  for (let time = 0; time < 2; time++) {
    await page.keyboard.press('s');
    await expect(dialog(page, 'Scenarios').getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog(page, 'Scenarios')).toBeHidden();
  }
});

/** Opens with the keyboard, closes, and looks where the focus is. */
async function returns(page: Page, from: Locator, name: string | RegExp): Promise<void> {
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => dialog(page, name).getByRole('button', { name: 'Close' }).click(),
  ]) {
    await from.focus();
    await expect(from).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page, name)).toBeVisible();
    await close();
    await expect(dialog(page, name)).toBeHidden();
    await expect(from).toBeFocused();
  }
}

test('every dialog gives the focus back to where it came from', async ({ page }) => {
  await page.goto('/');
  await returns(page, chooser(page), 'Scenarios');
  await returns(page, page.getByRole('button', { name: /^Share/ }), 'Share this moment');
  await returns(page, page.getByRole('button', { name: /^Help/ }), 'Keys');
  await chooser(page).click();
  await page.getByRole('button', { name: 'Races by release' }).click();
  await expect(dialog(page, 'Races by release')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chooser(page)).toBeFocused();
});
