import type { Page } from '@playwright/test';
import { playhead } from './stepping.ts';
import { expect, test } from './test.ts';

const time = (page: Page) => page.getByRole('region', { name: 'Time', exact: true });
const arrow = (page: Page, from: number, to: number) => page.locator(`[data-arrow="${from} ${to}"]`);

/** The run that a recorded race takes, at the step that breaks. */
async function standWhereItBreaks(page: Page): Promise<number> {
  await page.goto('/');
  await page.getByRole('radio', { name: 'v11' }).click();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: /Restored twice/ }).click();
  await page.keyboard.press('End');
  const broken = page.getByRole('button', { name: /^Broken at step \d+$/ });
  const [step = ''] = /\d+/.exec(await broken.innerText()) ?? [];
  await broken.click();
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', step);
  return Number(step);
}

test('the step that breaks says which step of the other CPU it had to come after, and where they met', async ({
  page,
}) => {
  const breaks = await standWhereItBreaks(page);
  await expect(playhead(page)).toHaveAccessibleDescription(
    /not before step \d+ ?: there CPU 1 wrote the tag of granule 0x8e of page frame 0x41, which this step overwrites\.$/,
  );
  const why = time(page).getByText('there CPU 1 wrote the tag of granule 0x8e');
  const other = why.getByRole('button').last();
  const step = Number(/\d+/.exec((await other.textContent()) ?? '')?.[0]);
  await expect(arrow(page, step, breaks)).toHaveAttribute('data-strong', 'true');
  await expect(arrow(page, step, breaks)).toHaveAttribute('data-breaks', 'true');

  await other.press('Enter');
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', String(step));
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', /CPU 1: STG 0x8e/);
  await expect(playhead(page)).toBeFocused();
  await expect(arrow(page, step, breaks)).toHaveAttribute('data-strong', 'true');
});

test('every step says by the keyboard why it stands there; a mouse asks about one without going to it', async ({
  page,
}) => {
  const breaks = await standWhereItBreaks(page);
  await playhead(page).focus();
  await expect(playhead(page)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(playhead(page)).toHaveAccessibleDescription(/^An arrow leads from a step/);
  await page.keyboard.press('ArrowRight');
  await expect(playhead(page)).toHaveAccessibleDescription('Comes first.');
  for (let step = 2; step <= 3; step++) await page.keyboard.press('ArrowRight');
  await expect(playhead(page)).toHaveAccessibleDescription(
    'Could have come up to 2 steps earlier, as the first: no step before it touches what it touches.',
  );

  await time(page).getByText('test PG_mte_tagged').first().hover();
  await expect(time(page).getByText('Step 1, CPU 0: Comes first.')).toBeVisible();
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', '3');
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(time(page).getByText('Could have come up to 2 steps earlier')).toBeVisible();
  expect(breaks).toBeGreaterThan(3);
});

test('on a phone the sentence stands over the lanes, and where the other step lies is one press away', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: /Stale tags/ }).click();
  for (let step = 1; step <= 2; step++) await page.keyboard.press('ArrowRight');
  await page.getByRole('navigation').getByRole('button', { name: 'Time' }).click();
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', /breaks/);
  await expect(time(page).getByText('there CPU 0 set PG_mte_tagged of page frame 0x41')).toBeVisible();
  await time(page).getByRole('button', { name: 'step 1', exact: true }).click();
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', '1');
});
