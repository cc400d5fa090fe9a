import type { Page } from '@playwright/test';
import { stepUntil, takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const digest = async (page: Page) => (await page.locator('[data-digest]').getAttribute('data-digest')) ?? '';
const thread = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const nextOf = (page: Page, name: string) => thread(page, name).locator('p code').first();

async function open(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('radio', { name: 'v5.10' })).toBeChecked();
  await page.keyboard.press('r');
  await page.keyboard.press('r');
  await expect(page.getByRole('radio', { name: 'v11' })).toBeChecked();
}

/** CPU 0 is stopped in the middle of restoring the tags; CPU 1 maps the page and stores a tag; CPU 0 goes on. */
async function driveTheRace(page: Page): Promise<void> {
  await stepUntil(page, '1', nextOf(page, 'CPU 0').filter({ hasText: /^stgm/ }));
  await takeSteps(page, '11112');
  await page.keyboard.press('x');
  await page.keyboard.press('1');
  await page.keyboard.press('x');
}

test('the race of v11 by the keyboard, and the same run on v12, where a thread waits for the lock', async ({
  page,
}) => {
  await open(page);
  await expect(page.getByText('Broken at step')).toHaveCount(0);
  await driveTheRace(page);
  const lost = page.locator('[data-property=lost]');
  await expect(lost.getByRole('button', { name: /^Broken at step \d+$/ })).toBeVisible();
  await expect(lost).toContainText('its owner is owed');

  await page.keyboard.press('r');
  await expect(page.getByRole('radio', { name: 'v12' })).toBeChecked();
  await expect(thread(page, 'CPU 1')).toContainText('Waits for tag_sync_lock, held by CPU 0.');
  await expect(page.getByRole('button', { name: 'Step CPU 1' })).toBeDisabled();
  await expect(page.getByText('Blocked here: CPU 1 waits for tag_sync_lock')).toBeVisible();
  await expect(page.getByText('Broken at step')).toHaveCount(0);

  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('radio', { name: 'v11' })).toBeChecked();
});

test('the same moment is the same state, reached forth, back and by the end keys', async ({ page }) => {
  await open(page);
  const start = await digest(page);
  expect(start).toMatch(/^[0-9a-f]{16}$/);
  const forth = [start];
  for (const key of '112211121') {
    await takeSteps(page, key);
    forth.push(await digest(page));
  }
  expect(new Set(forth).size).toBeGreaterThan(3);
  const back = [await digest(page)];
  for (let step = 8; step >= 0; step--) {
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByText(`Step ${step} of 9`)).toBeVisible();
    back.push(await digest(page));
  }
  expect(back.toReversed()).toEqual(forth);
  await page.keyboard.press('End');
  await expect.poll(() => digest(page)).toBe(forth.at(-1));
  await page.keyboard.press('Home');
  await expect.poll(() => digest(page)).toBe(start);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => digest(page)).toBe(forth[1]);
});

test('a step that broke a property is one press away', async ({ page }) => {
  await open(page);
  await driveTheRace(page);
  const broken = page.locator('[data-property=lost]').getByRole('button', { name: /^Broken at step \d+$/ });
  const step = /\d+/.exec(await broken.innerText())?.[0] ?? '';
  const there = await digest(page);
  await page.keyboard.press('Home');
  await expect(page.getByText('Broken at step')).toHaveCount(0);
  await page.keyboard.press('End');
  await broken.click();
  await expect(page.getByText(`Step ${step} of`)).toBeVisible();
  await expect.poll(() => digest(page)).toBe(there);
});

test('a thread can be run to a line, and a caller looked at', async ({ page }) => {
  await open(page);
  const cpu = thread(page, 'CPU 0');
  await expect(cpu.getByRole('button', { name: 'mte_sync_tags' })).toHaveAttribute('aria-current', 'true');
  await cpu.getByRole('button', { name: 'cpu_maps' }).click();
  await cpu.getByText('use_granule').waitFor();
  const line = cpu.getByRole('button', { name: /^Run CPU 0 to line/ });
  const running = cpu.locator('[data-running=true]');
  await expect(running).toContainText('map_page');
  await running.getByRole('button').press('ArrowDown');
  await expect(line.and(page.locator(':focus'))).toHaveCount(1);
});

test('keys rest while somebody types or chooses from a menu', async ({ page }) => {
  await open(page);
  await page.keyboard.press('s');
  await expect(page.getByRole('combobox', { name: 'Find a scenario' })).toBeFocused();
  await page.keyboard.press('1');
  await expect(page.getByRole('combobox', { name: 'Find a scenario' })).toHaveValue('1');
  await page.keyboard.press('Backspace');
  await page.getByRole('option', { name: /quiet/i }).click();
  const start = await digest(page);
  await page.getByRole('textbox', { name: 'length' }).fill('1');
  await page.getByRole('textbox', { name: 'length' }).press('ArrowRight');
  await expect.poll(() => digest(page)).toBe(start);
});

test('help lists every key', async ({ page }) => {
  await open(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toBeVisible();
  await expect(help.locator('kbd')).toHaveCount(32);
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(page.getByText('Step 0 of 0')).toBeVisible();
});
