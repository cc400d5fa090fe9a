import type { Page } from '@playwright/test';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Explore', exact: true });
const explored = (page: Page, property: string) => panel(page).locator(`[data-explored=${property}]`);

/** The race in isolation, with the explorer open. */
async function open(page: Page, release = 'v5.10'): Promise<void> {
  await page.goto('/');
  await page.locator(`input[name=release][value="${release}"]`).check();
  await page.keyboard.press('e');
  await expect(panel(page)).toBeVisible();
}

async function explore(page: Page, release = 'v5.10'): Promise<void> {
  await panel(page)
    .getByRole('button', { name: `Explore ${release}` })
    .click();
  await expect(panel(page).getByRole('region', { name: `Verdict on ${release}` })).toBeVisible();
}

test('v5.10 is explored, and the shortest failure entered at the step that breaks', async ({ page }) => {
  await open(page);
  await explore(page);
  await expect(explored(page, 'stale')).toContainText('show stale tags');
  await expect(explored(page, 'deadlock')).toContainText('Holds under sequential consistency');

  const enter = explored(page, 'stale').getByRole('button', { name: /^Shortest: / });
  const [, length = ''] = /Shortest: (\d+) step/.exec((await enter.textContent()) ?? '') ?? [];
  await enter.click();
  await expect(page.getByText(`Step ${length} of ${length}`)).toBeVisible();
  const broken = page.locator('[data-property=stale]');
  await expect(broken).toHaveAttribute('data-broken', 'true');
  await expect(broken.getByRole('button', { name: `Broken at step ${length}` })).toBeVisible();
});

test('a big number is short until it is pressed, and then exact', async ({ page }) => {
  await open(page, 'v11');
  await explore(page, 'v11');
  const number = panel(page).getByRole('button', { name: /× 10/ }).first();
  const exact = (await number.getAttribute('title')) ?? '';
  expect(exact).toMatch(/^\d{1,3}(,\d{3})+$/);
  await number.click();
  await expect(panel(page).getByRole('button', { name: exact }).first()).toBeVisible();
});

test('different failures are entered one after the other, each with its pair of steps', async ({ page }) => {
  await open(page, 'v6.1');
  await explore(page, 'v6.1');
  const trusted = explored(page, 'trusted');
  for (const pair of [/’s test PG_mte_tagged in/, /’s test_and_set PG_mte_tagged in/]) {
    await trusted.getByRole('button', { name: /^Next different failure/ }).click();
    await expect(trusted.getByRole('status')).toContainText(pair);
    await expect(trusted.getByRole('status')).toContainText('breaks it, after CPU');
    await expect(page.locator('[data-property=trusted]')).toHaveAttribute('data-broken', 'true');
  }
});

test('all releases side by side: v12 and v6.4 hold, and a cell opens its run there', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: /^All releases/ });
  await dialog.getByRole('button', { name: 'Explore all releases' }).click();

  const heads = (await dialog.getByRole('columnheader').allTextContents()).map((head) => head.trim());
  expect(heads).toEqual(expect.arrayContaining(['v5.10', 'v12', 'v6.4']));
  const answer = (property: string, release: string) =>
    dialog.locator(`tr[data-row=${property}] td`).nth(heads.indexOf(release));
  for (const property of ['stale', 'lost', 'trusted']) {
    await expect(answer(property, 'v12'), property).toHaveText('✓ holds');
    await expect(answer(property, 'v6.4'), property).toHaveText('✓ holds');
    await expect(answer(property, 'v5.10'), property).toHaveText(/^✗ [\d.]+%\d+ steps/);
  }
  await expect(dialog.getByRole('region', { name: 'Progress' })).toBeHidden();

  await dialog
    .locator('tr[data-row=lost]')
    .getByRole('button', { name: /v11 breaks/ })
    .click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('radio', { name: 'v11' })).toBeChecked();
  await expect(page.locator('[data-property=lost]')).toHaveAttribute('data-broken', 'true');
});

test('the fix matrix says where a recorded run is blocked, and opens it there', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: /^All releases/ });
  const cell = dialog.getByRole('button', { name: /^Restored twice, a store lost, on v12: blocked at/ });
  await cell.click();
  await expect(page.getByRole('radio', { name: 'v12' })).toBeChecked();
  await expect(page.getByText('Blocked here: CPU 1 waits for tag_sync_lock, held by CPU 0')).toBeVisible();
});

test('be the scheduler: the answer is hidden until the game is won or given up', async ({ page }) => {
  await open(page);
  await panel(page).getByRole('button', { name: 'Be the scheduler' }).click();
  const game = panel(page).getByRole('region', { name: 'Be the scheduler' });
  await expect(game).toContainText('Par1 switch');
  await expect(panel(page).getByText('Shortest')).toHaveCount(0);
  await takeSteps(page, '122');
  await expect(game).toContainText('That is par.');
  await game.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByText('Step 0 of 0')).toBeVisible();
  await game.getByRole('button', { name: 'Give up' }).click();
  await expect(page.locator('[data-property=stale]')).toHaveAttribute('data-broken', 'true');
});

test(
  'a bound on preemptions is said, and nothing is said to hold beyond it',
  { tag: '@soak' },
  async ({ page }) => {
    await open(page);
    await panel(page).getByText('Bounds:').click();
    await panel(page).getByLabel('Preemptions').selectOption('at most 0');
    await expect(panel(page).getByText('Bounds:')).toHaveText('Bounds: preemptions at most 0');
    await explore(page);
    await expect(panel(page)).toContainText('only interleavings with no preemption');
    await expect(panel(page).locator('[data-explored]')).toHaveCount(5);
    await expect(panel(page).locator('[data-explored][data-answer=holds]')).toHaveCount(0);
    await expect(explored(page, 'deadlock')).toContainText('That is no proof.');
  },
);

test('a bound on states stops the search, which names it and claims nothing', async ({ page }) => {
  await open(page);
  await panel(page).getByText('Bounds:').click();
  await panel(page).getByRole('combobox', { name: 'States' }).selectOption('at most 10,000');
  await explore(page);
  await expect(panel(page)).toContainText('The search stopped at its limit of 10,000 states');
  await expect(panel(page).locator('[data-explored][data-answer=breaks]')).not.toHaveCount(0);
  await expect(panel(page).locator('[data-explored][data-answer=holds]')).toHaveCount(0);
  await panel(page).getByRole('combobox', { name: 'States' }).selectOption('at most 5,000,000');
  await expect(panel(page).getByRole('region', { name: 'Verdict on v5.10' })).toHaveCount(0);
});

test('what may be left out is left out, and the verdicts stay', async ({ page }) => {
  await open(page);
  await panel(page).getByText('Left out:').click();
  await panel(page).getByRole('checkbox', { name: 'the order of independent steps' }).check();
  await explore(page);
  await expect(panel(page)).toContainText('every interleaving but those that come to the same as others');
  await expect(panel(page)).toContainText(
    'The interleavings were not counted: not all of them were looked at.',
  );
  await expect(explored(page, 'stale')).toContainText('Shortest: 3 steps');
  await expect(explored(page, 'deadlock')).toContainText('Holds under sequential consistency');
  await panel(page).getByText('Bounds:').click();
  await panel(page).getByLabel('Preemptions').selectOption('at most 0');
  await expect(panel(page).getByText('Left out:')).toHaveText('Left out: nothing');
  await expect(panel(page).getByRole('checkbox', { name: 'the order of independent steps' })).toBeDisabled();
});

for (const [what, file] of [
  ['a worker', /entry\.worker/],
  ['the code of its job', /explore-job/],
] as const)
  test(`${what} that cannot be loaded gives a sentence, and the page goes on`, async ({ page }) => {
    await page.route(file, (route) => route.abort());
    await open(page);
    await panel(page).getByRole('button', { name: 'Explore v5.10' }).click();
    await expect(panel(page).getByRole('alert')).toContainText('The explorer');
    await page.keyboard.press('1');
    await expect(page.getByText('Step 1 of 1')).toBeVisible();
  });
