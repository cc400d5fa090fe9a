import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The panel of a guest that runs code of its own. */
export const guest = (page: Page): Locator => page.getByRole('region', { name: 'Guest code', exact: true });

/** What stands beside the name of one of its registers, changed or not. */
export const register = (page: Page, name: string): Locator =>
  guest(page)
    .locator('div', {
      has: page.getByRole('term').filter({ hasText: new RegExp(`^◆?${name}( changed.*)?$`) }),
    })
    .last()
    .getByRole('definition');

/** Opens the list of scenarios, types, and takes the first one with that title. */
export async function choose(page: Page, query: string, title: string): Promise<void> {
  const chooser = page.getByRole('button', { name: /^Scenario/ });
  await chooser.click();
  await expect(page.getByRole('combobox', { name: 'Find a scenario' })).toBeFocused();
  await page.keyboard.type(query);
  await page.getByRole('option').filter({ hasText: title }).first().click();
  await expect(chooser).toContainText(title);
  await guest(page).waitFor();
}

const sourceEditor = (page: Page): Locator => page.getByRole('dialog', { name: 'Edit the source' });

/** Types a line in the place of the first one with a text, in the file that is open in the editor. */
export async function typeInstead(page: Page, of: string, put: string): Promise<void> {
  const editor = sourceEditor(page);
  const source = editor.getByRole('textbox', { name: /^Source of/ });
  await source.focus();
  await expect(source).toBeFocused();
  // Only lines near those in view are in the page.
  await page.keyboard.press('ControlOrMeta+Home');
  await source.locator('.cm-line', { hasText: of }).first().click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(put);
}

/** The same, and closes the editor when it has compiled. */
export async function putInstead(page: Page, of: string, put: string): Promise<void> {
  const editor = sourceEditor(page);
  await typeInstead(page, of, put);
  await editor.getByRole('status').first().filter({ hasText: 'Compiled' }).waitFor();
  await editor.getByRole('button', { name: 'Close the editor' }).click();
}
