import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const guest = (page: Page) => page.getByRole('region', { name: 'Guest code' });
const listing = (page: Page) => guest(page).getByRole('list', { name: 'Listing' });
const check = (page: Page) => guest(page).getByRole('status', { name: 'Tag check' });

async function open(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('radio', { name: 'v6.6', exact: true }).check({ force: true });
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page
    .getByRole('option')
    .filter({ hasText: /^Hello, tags/ })
    .click();
  await expect(listing(page)).toBeVisible();
}

/** Runs to the end of the guest's program, or the next breakpoint. */
async function run(page: Page): Promise<void> {
  await guest(page).getByRole('button', { name: 'Run' }).click();
}

test('a guest runs into a tag check fault, step by step, and back', async ({ page }) => {
  await open(page);
  // The STG that is the first touch of the page: before it, then with all that the host does for it.
  const stg = listing(page).getByRole('listitem').filter({ hasText: /stg\s/ });
  await stg.getByRole('button').click();
  await run(page);
  await expect(stg).toHaveAttribute('aria-current', 'step');
  await guest(page).getByRole('button', { name: 'Instruction' }).click();
  await expect(check(page)).toContainText('stg x0, [x0]');
  await expect(page.getByText('PG_mte_tagged').first()).toBeVisible();

  const load = listing(page)
    .getByRole('listitem')
    .filter({ hasText: /ldr\s+w5/ });
  await load.getByRole('button').click();
  await run(page);
  await guest(page).getByRole('button', { name: 'Instruction' }).click();
  await expect(check(page)).toContainText('tag check fails');
  await expect(check(page)).toContainText('Exception to EL1: data abort: tag check fault');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('ArrowLeft');
  await expect(load).toHaveAttribute('aria-current', 'step');
  await expect(check(page)).not.toContainText('Exception');
});

test('the pointer is mended in the editor, and the program runs through', async ({ page }) => {
  await open(page);
  await guest(page).getByRole('button', { name: 'Edit' }).click();
  const editor = page.getByRole('dialog', { name: 'Edit the source' });
  const text = editor.getByRole('textbox').first();
  await expect(text).toContainText('another tag');
  // The wrong load goes by the pointer that is right.
  const line = editor.locator('.cm-line').filter({ hasText: /ldr\s+w5/ });
  await line.click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('ldr     w5, [x0]');
  await editor.getByRole('button', { name: 'Close' }).click();
  await expect(listing(page)).toContainText('w5, [x0]');
  await run(page);
  await expect(guest(page).getByLabel('System registers')).not.toContainText('tag check');
  await expect(check(page)).not.toContainText('Exception');
});
