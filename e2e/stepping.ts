import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The step that the page stands at. */
export const playhead = (page: Page): Locator =>
  page.getByRole('region', { name: 'Time', exact: true }).getByRole('slider', { name: 'Step' });

/** Presses the keys of steps one by one, each when the one before has been taken. */
export async function takeSteps(page: Page, keys: string): Promise<void> {
  for (const key of keys) {
    const from = (await playhead(page).getAttribute('aria-valuenow')) ?? '';
    await page.keyboard.press(key);
    await expect(playhead(page)).not.toHaveAttribute('aria-valuenow', from);
  }
}

/** Takes a thread's steps until something is in view. */
export async function stepUntil(page: Page, key: string, there: Locator): Promise<void> {
  while (!(await there.isVisible())) await takeSteps(page, key);
}
