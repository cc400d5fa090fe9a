import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './test.ts';

const table = (page: Page) => page.getByRole('dialog', { name: 'Races by release' });

async function openTable(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('button', { name: 'Races by release' }).click();
  await expect(table(page)).toBeVisible();
}

test('a cell that breaks opens a run that breaks it there', async ({ page }) => {
  await openTable(page);
  await table(page)
    .getByRole('button', { name: /^R1 on v5.14: breaks/ })
    .click();
  await expect(table(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText('Two processes, both mprotect');
  await expect(page.getByRole('radio', { name: 'v5.14' })).toBeChecked();
  await expect(
    page
      .getByRole('region', { name: 'What must hold' })
      .getByText(/broken at step \d+/i)
      .first(),
  ).toBeVisible();
});

test('a cell that holds opens the scenario there, at its start', async ({ page }) => {
  await openTable(page);
  await table(page)
    .getByRole('button', { name: /^R7 on v6.4: holds/ })
    .click();
  await expect(page.getByRole('radio', { name: 'v6.4' })).toBeChecked();
  await expect(page.getByText('Step 0 of 0')).toBeVisible();
});

test('the table can be used by keyboard, and by those who cannot see it', async ({ page }) => {
  await openTable(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(table(page)).toBeHidden();
});
