import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { sharedLink } from './shared-link.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const digest = async (page: Page) => (await page.locator('[data-digest]').getAttribute('data-digest')) ?? '';
const editor = (page: Page) => page.getByRole('dialog', { name: 'Edit the source' });
const source = (page: Page) => editor(page).getByRole('textbox', { name: /^Source of .*mte\.c$/ });
const says = (page: Page) => editor(page).getByRole('status');
const broken = (page: Page) => page.getByRole('button', { name: /^Broken at step \d+$/ });
const release = (page: Page) => page.locator('label', { has: page.getByRole('radio', { name: /^v12/ }) });

async function openEditor(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('radio', { name: 'v12' }).check();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('d');
  await expect(source(page)).toBeVisible();
  await expect(says(page)).toContainText('This is v12 as it is');
}

/** Puts a line in front of the first line with a text. */
async function putBefore(page: Page, line: string, put: string): Promise<void> {
  await source(page).focus();
  // Only lines near those in view are in the page.
  await page.keyboard.press('ControlOrMeta+Home');
  await source(page).locator('.cm-line', { hasText: line }).first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type(`${put}\n`);
}

const flagFirst = (page: Page) =>
  putBefore(page, 'if (is_swap_pte(old_pte)) {', 'set_bit(PG_mte_tagged, &page->flags);');

/** CPU 0 is stopped in the middle of its work; CPU 1 maps the page and looks. */
async function race(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Home');
  await expect(page.getByText(/^Step 0 of \d+$/)).toBeVisible();
  await takeSteps(page, '1111111');
  await page.keyboard.press('2');
  await page.keyboard.press('x');
}

test('v12 with the flag set before the work breaks, and mended it holds again', async ({ page }) => {
  await openEditor(page);
  await race(page);
  await expect(page.getByText('Waits for tag_sync_lock')).toBeVisible();
  await expect(broken(page)).toHaveCount(0);

  await page.keyboard.press('Home');
  await flagFirst(page);
  await expect(says(page)).toHaveText('Compiled: the run was carried over to your v12.');
  await expect(release(page)).toContainText('edited');
  await race(page);
  await expect(broken(page).first()).toBeVisible();

  await editor(page).getByRole('button', { name: 'Changes' }).click();
  const changes = editor(page).getByRole('region', { name: 'Changes against v12' });
  await expect(changes.locator('[data-kind=added]')).toHaveCount(1);
  await expect(changes.locator('[data-kind=added]')).toContainText('set_bit(PG_mte_tagged, &page->flags);');
  await expect(changes.locator('[data-kind=removed]')).toHaveCount(0);

  await editor(page).getByRole('button', { name: 'Reset' }).click();
  await expect(says(page)).toContainText('This is v12 as it is');
  await expect(release(page)).not.toContainText('edited');
  await race(page);
  await expect(page.getByText('Waits for tag_sync_lock')).toBeVisible();
  await expect(broken(page)).toHaveCount(0);
});

test('what an edit breaks is said while it is typed, and once it is mended, that it holds', async ({
  page,
}) => {
  await openEditor(page);
  const found = editor(page).locator('[data-found]');
  await expect(found).toHaveCount(0);
  await flagFirst(page);
  await expect(found).toHaveAttribute('data-found', 'breaks');
  await expect(found).toHaveAttribute('aria-live', 'polite');
  const enter = found.getByRole('button', { name: /^Enter the shortest run: \d+ steps$/ }).first();
  await expect(broken(page)).toHaveCount(0);
  await enter.click();
  await expect(broken(page).first()).toBeVisible();
  await expectAccessible(page);

  const line = source(page).locator('.cm-line', { hasText: 'set_bit(PG_mte_tagged, &page->flags);' });
  await line.first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('// ');
  await expect(found).toHaveAttribute('data-found', 'holds');
  await expect(found).toContainText(/^Holds in all [\d,]+ states, under sequential consistency\.$/);
  await expect(broken(page)).toHaveCount(0);
});

test('a syntax error stands at its line, and the last good program stays in force', async ({ page }) => {
  await openEditor(page);
  for (const key of ['1', '1']) {
    await page.getByRole('heading', { level: 1 }).click();
    await takeSteps(page, key);
  }
  const before = await digest(page);
  await putBefore(page, 'if (is_swap_pte(old_pte)) {', 'set_bit(PG_mte_tagged, &page->flgs;');
  await expect(says(page)).toHaveText('Does not compile; the last good program stays in force.');
  await expect(
    editor(page)
      .getByRole('button', { name: /^mte\.c:\d+:\d+$/ })
      .first(),
  ).toBeVisible();
  await expect(source(page).locator('.cm-lintRange-error').first()).toBeVisible();
  await expect.poll(() => digest(page)).toBe(before);
  await expect(release(page)).not.toContainText('edited');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('1');
  await expect.poll(() => digest(page)).not.toBe(before);
  await expectAccessible(page);

  await editor(page)
    .getByRole('button', { name: /^mte\.c:\d+:\d+$/ })
    .first()
    .click();
  await expect(source(page)).toBeFocused();
  await editor(page).getByRole('button', { name: 'Reset' }).click();
  await expect(says(page)).toContainText('This is v12 as it is');
  await expect(source(page)).not.toContainText('flgs');
});

test('any two releases are held against each other, file by file', async ({ page }) => {
  await openEditor(page);
  await editor(page).getByRole('button', { name: 'Changes' }).click();
  await expect(editor(page)).toContainText('Nothing differs: this is v12 on both sides.');
  await expectAccessible(page);
  await editor(page).getByRole('combobox', { name: 'against' }).selectOption('v6.4');
  const changes = editor(page).getByRole('region', { name: 'Changes against v6.4' });
  const file = changes.getByRole('region', { name: 'arch/arm64/kernel/mte.c' });
  await expect(
    file.locator('[data-kind=added]', { hasText: 'spin_lock_irqsave(&tag_sync_lock' }).first(),
  ).toBeVisible();
  await editor(page).getByRole('combobox', { name: 'What differs in' }).selectOption('v11');
  await expect(
    file.filter({ hasNotText: 'tag_sync_lock' }).locator('[data-kind=added]').first(),
  ).toBeVisible();
  await editor(page).getByRole('combobox', { name: 'What differs in' }).selectOption('v12');
  await file.getByRole('button', { name: 'arch/arm64/kernel/mte.c' }).click();
  await expect(source(page)).toBeFocused();
});

test('edits survive a reload and travel in a link', async ({ page, context }) => {
  await openEditor(page);
  await flagFirst(page);
  await expect(says(page)).toContainText('Compiled');
  await race(page);
  await expect(broken(page).first()).toBeVisible();
  await page.keyboard.press('l');
  const share = page.getByRole('dialog', { name: 'Share this moment' });
  await expect(share).toContainText('1 edited file (mte.c)');
  const link = await sharedLink(page);
  expect(link.length).toBeLessThan(4000);

  const other = await context.newPage();
  await other.goto(link);
  await expect(release(other)).toContainText('edited');
  await expect.poll(() => digest(other)).toBe(await digest(page));
  await expect(broken(other).first()).toBeVisible();

  await page.reload();
  await expect(release(page)).toContainText('edited');
  await page.keyboard.press('d');
  await expect(source(page)).toContainText('set_bit(PG_mte_tagged, &page->flags);');
  await expect(says(page)).toContainText('Compiled');
});

test('an edited release is looked at as it is, and edited again where it was left', async ({ page }) => {
  await openEditor(page);
  await flagFirst(page);
  await expect(says(page)).toContainText('Compiled');
  await race(page);
  await page.keyboard.press('Shift+E');
  const own = page.getByRole('dialog', { name: /^All releases/ }).locator('tr[data-row=own]');
  await own.getByRole('button', { name: /, on v12: / }).click();
  await expect(page.getByText('Your edits of v12 are kept aside')).toBeVisible();
  await expect(release(page)).not.toContainText('edited');
  await expect(says(page)).toContainText('This is v12 as it is; your edits of it are kept aside.');
  await editor(page).getByRole('button', { name: 'Put them in force' }).click();
  await expect(says(page)).toContainText('Compiled');
  await expect(release(page)).toContainText('edited');
});

test('on a phone the editor has the screen to itself, and Escape gives it back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page
    .getByRole('button', { name: /^Edit .*\.[ch]$/ })
    .first()
    .click();
  await expect.poll(() => editor(page).boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  await expect(editor(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Edit .*\.[ch]$/ }).first()).toBeFocused();
});

test('the editor complains of nothing on the console: its styles keep to the policy', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await openEditor(page);
  await putBefore(page, 'if (is_swap_pte(old_pte)) {', 'nothing;');
  await expect(says(page)).toContainText('Does not compile');
  await source(page).locator('.cm-lintRange-error').first().hover();
  await expect(editor(page).locator('.cm-tooltip-lint')).toBeVisible();
  expect(complaints).toEqual([]);
});
