import { expectAccessible } from './accessible.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

test('the life of a page frame tells what became of it, and each event leads to its moment', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('f');
  const life = page.getByRole('region', { name: 'Life of the page frame' });
  await expect(life).toContainText('Nothing has become of it');
  await page.getByRole('heading', { level: 1 }).click();
  await takeSteps(page, '111');
  await page.keyboard.press('End');
  const marked = life.getByRole('button', { name: /PG_mte_tagged set/ });
  await expect(marked).toContainText('CPU 0');
  await takeSteps(page, '1111');
  await expect(life.getByRole('button', { name: /saved tags restored: 00–/ })).toBeVisible();

  await marked.focus();
  await expect(marked).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Step 1 of 7')).toBeVisible();
  await expect(marked).toHaveAttribute('aria-current', 'step');
  await expectAccessible(page);
});
