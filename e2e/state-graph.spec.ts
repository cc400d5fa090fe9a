import type { Page } from '@playwright/test';
import { tried } from '../src/core/tried.test-data.ts';
import { expectAccessible } from './accessible.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const graph = (page: Page) => page.getByRole('region', { name: 'State graph' });
const plane = (page: Page) => graph(page).getByRole('application');
const card = (page: Page) => graph(page).locator('[data-card]');
const present = (page: Page) => graph(page).locator('[data-ring=present]');
/** States that the run passes, and those of them that lie ahead of where it stands. */
const passed = (page: Page) => graph(page).locator('[data-step]');
const ahead = (page: Page) => graph(page).locator('[data-step][data-ahead=true]');

async function open(page: Page, release: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('radio', { name: release }).check();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('e');
}

/** The graph of a release that has been explored. */
async function openGraph(page: Page, release: string): Promise<void> {
  await open(page, release);
  await page.getByRole('button', { name: `Explore ${release}` }).click();
  await expect(page.getByRole('region', { name: `Verdict on ${release}` })).toBeVisible();
  await page.getByRole('button', { name: /^State graph/ }).click();
  await expectFitted(page);
}

/** The picture has been given its size, and is where it stays. */
async function expectFitted(page: Page): Promise<void> {
  await expect(plane(page)).toBeVisible();
  await expect(graph(page).locator('svg > g').first()).not.toHaveAttribute(
    'transform',
    'translate(0 0) scale(1)',
  );
}

test('the run is a path with a state more than steps, and the mark moves with each', async ({ page }) => {
  await openGraph(page, 'v11');
  await expect(graph(page)).toContainText(/All 768 states and [\d,]+ steps/);
  await expect(graph(page).locator('[data-node]')).toHaveCount(768);
  await expect(passed(page)).toHaveCount(1);

  const places = new Set<string | null>();
  for (const [at, key] of ['1', '1', '2', '2'].entries()) {
    places.add(await present(page).getAttribute('data-at'));
    await page.keyboard.press(key);
    await expect(passed(page)).toHaveCount(at + 2);
  }
  places.add(await present(page).getAttribute('data-at'));
  expect(places.size).toBe(5);

  await page.keyboard.press('ArrowLeft');
  await expect(passed(page)).toHaveCount(5);
  await expect(ahead(page)).toHaveCount(1);
});

test('a state is turned to by keys and says how it differs from the one before it', async ({ page }) => {
  await openGraph(page, 'v12');
  await plane(page).focus();
  await expect(plane(page)).toBeFocused();
  await expect(card(page)).toContainText('The start');
  for (let taken = 0; taken < 3; taken++) await page.keyboard.press('ArrowRight');
  await expect(card(page)).toContainText('CPU 0 spin_lock_irqsave tag_sync_lock in');
  await expect(card(page)).toContainText('tag_sync_lock taken by CPU 0');
  await expect(page.getByText('Step 0 of 0')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(card(page)).toContainText('Nothing that is shared has changed.');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Step 2 of 2')).toBeVisible();
  await expect(card(page)).toContainText('You stand here');
});

test('a breaking state is found by pointing, and stood at by Enter', async ({ page }) => {
  await openGraph(page, 'v11');
  const breaking = graph(page).locator('[data-node][data-shape=breaking]').first();
  const node = (await breaking.getAttribute('data-node')) ?? '';
  const box = await breaking.boundingBox();
  if (box === null) throw new Error('a breaking state is not in view');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(card(page)).toHaveAttribute('data-card', node);
  await expect(card(page).locator('[data-breaks=lost]')).toBeVisible();
  await card(page)
    .getByRole('button', { name: /^Stand here/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(present(page)).toHaveAttribute('data-at', node);
  await expect(page.locator('[data-property=lost]')).toHaveAttribute('data-broken', 'true');
});

test('of a graph that is too large a part is shown, which follows the run', async ({ page }) => {
  await openGraph(page, 'v5.10');
  await expect(graph(page)).toContainText(/A part: \d+ of [\d,]+ states/);
  // A run that ends deep, far from any shortest failure.
  for (let taken = 0; taken < 24; taken++) await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('2');
  await expect(page.getByText(/^Step (2[1-9]|[3-9]\d) of \d+$/)).toBeVisible();
  await expect(graph(page)).not.toContainText('your run is not in this graph');
  await expect(present(page)).toBeVisible();
});

test('what has not been explored is explored from here, and another release is said to be another', async ({
  page,
}) => {
  await open(page, 'v12');
  await page.keyboard.press('g');
  await expect(graph(page)).toContainText('There is no graph of v12 yet. Explore it first');
  await graph(page).getByRole('button', { name: 'Explore v12' }).click();
  await expect(plane(page)).toBeVisible();
  await page.getByRole('radio', { name: 'v6.6' }).check();
  await expect(graph(page)).toContainText(
    'The graph drawn last is that of v12. There is no graph of v6.6 yet.',
  );
  await page.getByRole('radio', { name: 'v12' }).check();
  await expect(plane(page)).toBeVisible();
  await plane(page).press('Escape');
  await expect(graph(page)).toBeHidden();
});

test('the picture is enlarged and moved by keys', async ({ page }) => {
  await openGraph(page, 'v12');
  const width = async () => (await graph(page).locator('[data-node]').nth(1).boundingBox())?.width ?? 0;
  const before = await width();
  await plane(page).focus();
  await expect(plane(page)).toBeFocused();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(before * 1.5);
  await page.keyboard.press('0');
  await expect.poll(width).toBeCloseTo(before);
});

for (const theme of tried(['light', 'dark', 'projector'], (one) => one === 'dark')) {
  test(`axe finds nothing in the ${theme} theme`, async ({ page }) => {
    await page.addInitScript((chosen) => {
      localStorage.setItem('tagscope-theme', chosen);
    }, theme);
    await openGraph(page, 'v11');
    await takeSteps(page, '1');
    await expectAccessible(page);
  });
}

test('on a phone the graph fills the screen, and steps are taken in it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByRole('radio', { name: 'v12' }).check();
  await page.getByRole('navigation').getByRole('button', { name: 'Explore' }).click();
  await page.getByRole('button', { name: 'Explore v12' }).click();
  await page.getByRole('button', { name: /^State graph/ }).click();
  await expect(plane(page)).toBeVisible();
  await graph(page).getByRole('button', { name: 'Next step' }).click();
  await expect(passed(page)).toHaveCount(2);
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
  await graph(page).getByRole('button', { name: 'Close' }).click();
  await expect(graph(page)).toBeHidden();
});
