import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The link in the open share dialog, once it is made. */
export async function sharedLink(page: Page): Promise<string> {
  const box = page.getByRole('dialog', { name: 'Share this moment' }).getByRole('textbox', { name: 'Link' });
  await expect(box).toHaveValue(/#run=/);
  return box.inputValue();
}
