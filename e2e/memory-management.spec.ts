import type { Page } from '@playwright/test';
import { oneIn, tried } from '../src/core/tried.test-data.ts';
import { expect, test } from './test.ts';

/** What memory management does to tagged pages, each row from the first page to its outcome. */
interface Row {
  readonly about: string;
  readonly title: string;
  readonly release: string;
  /** The recorded run that is played to its end. */
  readonly run: string;
  /** The property that it breaks, or null: all hold. */
  readonly breaks: string | null;
}

const rows: readonly Row[] = [
  {
    about: 'swap: no memory for the tags',
    title: 'Swap-out without memory for the tags',
    release: 'v5.14',
    run: 'The first page goes, the second cannot',
    breaks: null,
  },
  {
    about: 'swap: swapoff',
    title: 'A swap file is taken away',
    release: 'v5.10',
    run: "The child's tags on their way back, shown to the parent",
    breaks: 'stale',
  },
  {
    about: 'fork: a copy of a half-initialised page',
    title: 'A copy is taken of a half-initialised page',
    release: 'v6.1',
    run: 'Stale tags are copied, for good',
    breaks: 'stale',
  },
  {
    about: 'allocation: zeroed together with the tags',
    title: 'The first store to new memory',
    release: 'v5.14',
    run: 'Data and tags zeroed together',
    breaks: null,
  },
  {
    about: 'free: the next owner',
    title: 'A freed page and its next owner',
    release: 'v6.6',
    run: "B gets A's page and clears its tags",
    breaks: null,
  },
  {
    about: 'KSM',
    title: 'KSM merges two pages, one gets tags',
    release: 'v5.14',
    run: 'Merged, then stale tags for both',
    breaks: 'stale',
  },
  {
    about: 'migration',
    title: 'A page moves while two processes ask for tags',
    release: 'v5.14',
    run: 'Marked when moved, never cleared',
    breaks: 'stale',
  },
  {
    about: 'hibernation',
    title: 'Memory goes to disk, and its tags?',
    release: 'v6.13',
    run: 'Kept by page frame, and back',
    breaks: null,
  },
  {
    about: 'hugetlb',
    title: 'A hugetlb page, mapped page by page',
    release: 'v6.13',
    run: 'One page cleared, both marked',
    breaks: 'stale',
  },
  {
    about: 'the cache analogue',
    title: 'Instruction caches: the same race, harmless when done twice',
    release: 'v6.2-flag',
    run: 'Both done twice: harmless, and a store lost',
    breaks: 'lost',
  },
  {
    about: 'ptrace',
    title: 'A debugger looks at a page that gets its tags',
    release: 'v6.1',
    run: 'Stale tags for the debugger',
    breaks: 'handed',
  },
];

const broken = (page: Page) =>
  page.locator('[data-property]').getByRole('button', { name: /^Broken at step/ });

for (const { about, title, release, run, breaks } of tried(rows, oneIn(6))) {
  test(about, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('radio', { name: release, exact: true }).check();
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page
      .getByRole('option')
      .filter({ has: page.getByText(title, { exact: true }) })
      .click();
    await page.getByRole('button', { name: /^Show me/ }).click();
    await page.getByRole('menuitem', { name: run }).first().click();
    await page.keyboard.press('End');
    await expect(page.getByText(/^Step ([1-9]\d*) of \1$/)).toBeVisible();
    if (breaks === null) await expect(broken(page)).toHaveCount(0);
    else
      await expect(
        page.locator(`[data-property=${breaks}]`).getByRole('button', { name: /^Broken at step/ }),
      ).toBeVisible();
  });
}
