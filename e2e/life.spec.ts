import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('the life of a page frame tells what became of it, and each event leads to its moment', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('f');
  const life = page.getByRole('region', { name: 'Life of the page frame' });
  await expect(life).toContainText('Nothing has become of it');
  await page.getByRole('heading', { level: 1 }).click();
  for (let step = 0; step < 3; step++) await page.keyboard.press('1');
  await page.keyboard.press('End');
  const marked = life.getByRole('button', { name: /PG_mte_tagged set/ });
  await expect(marked).toContainText('CPU 0');
  for (let step = 0; step < 4; step++) await page.keyboard.press('1');
  await expect(life.getByRole('button', { name: /saved tags restored: 00–/ })).toBeVisible();

  await marked.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Step 1 of 7')).toBeVisible();
  await expect(marked).toHaveAttribute('aria-current', 'step');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
