import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

test(
  'open, step until a property breaks, carry the run over, explore',
  { tag: '@quick' },
  async ({ page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto('/');
    await expect(page.getByRole('radio', { name: 'v5.10' })).toBeChecked();

    await takeSteps(page, '122');
    const stale = page.locator('[data-property=stale]');
    await expect(stale.getByRole('button', { name: 'Broken at step 3' })).toBeVisible();
    await page.keyboard.press('r');
    await page.keyboard.press('r');
    await expect(page.getByRole('radio', { name: 'v11' })).toBeChecked();
    await expect(stale).toHaveAttribute('data-broken', 'false');

    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Explore v11' }).click();
    await expect(page.locator('[data-explored=lost]')).toHaveAttribute('data-answer', 'breaks');
    await expect(page.locator('[data-explored=stale]')).toHaveAttribute('data-answer', 'holds');
    expect(complaints).toEqual([]);
  },
);
