import type { Page } from '@playwright/test';
import { oneIn, tried } from '../src/core/tried.test-data.ts';
import { playhead } from './stepping.ts';
import { expect, test } from './test.ts';

/** KVM_ARM_MTE_COPY_TAGS by hand, from FACTS 4.1 (merged), 4.3 (v12) and 3 (v5.10 knows no such request). */
const answers: readonly (readonly [preset: string, merged: string, v12: string])[] = [
  ['Tags of a page', '4096', '0'],
  ['Tags of two pages', '8192', '0'],
  ['Tags of a page that has none yet', '4096', '0'],
  ['Tags of a read-only page', '4096', '0'],
  ['Tags into a page', '4096', '0'],
  ['Length 0', '0', '0'],
  ['Structure at NULL', '-1 EFAULT (Bad address)', '-1 EFAULT (Bad address)'],
  ['VM without MTE', '-1 EINVAL (Invalid argument)', '-1 EINVAL (Invalid argument)'],
  ['Reserved not zero', '-1 EINVAL (Invalid argument)', '-1 EINVAL (Invalid argument)'],
  ['Unknown flag', '-1 EINVAL (Invalid argument)', '-1 EINVAL (Invalid argument)'],
  ['Length of half a page', '-1 EINVAL (Invalid argument)', '-1 EINVAL (Invalid argument)'],
  ['guest_ipa inside a page', '-1 EINVAL (Invalid argument)', '-1 EINVAL (Invalid argument)'],
  ['Length beyond INT_MAX', '-1 EINVAL (Invalid argument)', '-1 EFAULT (Bad address)'],
  ['Page in no slot', '-1 EFAULT (Bad address)', '-1 EFAULT (Bad address)'],
  ['Tags into a read-only page', '-1 EFAULT (Bad address)', '-1 EFAULT (Bad address)'],
  ['Two pages, the second in no slot', '4096', '-1 EFAULT (Bad address)'],
  ['Buffer not mapped', '-1 EFAULT (Bad address)', '-1 EFAULT (Bad address)'],
  ['Buffer ends in the first page’s tags', '-1 EFAULT (Bad address)', '-1 EFAULT (Bad address)'],
  ['Buffer ends after the first page’s tags', '4096', '-1 EFAULT (Bad address)'],
  ['Tags into a page, from a buffer that ends', '-1 EFAULT (Bad address)', '-1 EFAULT (Bad address)'],
];

async function open(page: Page, release: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('option', { name: /quiet/i }).click();
  await page.getByRole('radio', { name: release }).check();
}

const choose = (page: Page, preset: string) =>
  page.getByRole('combobox', { name: 'Try' }).selectOption({ label: preset });
const call = (page: Page) => page.getByRole('button', { name: 'Call', exact: true });
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });

test('the presets are those of the table', async ({ page }) => {
  await open(page, 'v6.4');
  await expect(page.getByRole('combobox', { name: 'Try' }).locator('option')).toHaveText(
    answers.map(([preset]) => preset),
  );
});

const columns = [
  [1, 'v6.4'],
  [2, 'v12'],
] as const;

for (const [column, release] of tried(columns, oneIn(2))) {
  test(`what ${release} answers to each preset`, async ({ page }) => {
    await open(page, release);
    for (const row of tried(answers, oneIn(3))) {
      await choose(page, row[0]);
      const calledFrom = (await playhead(page).getAttribute('aria-valuenow')) ?? '';
      await call(page).click();
      await expect(playhead(page)).not.toHaveAttribute('aria-valuenow', calledFrom);
      await expect(answer(page).locator('strong').first(), row[0]).toHaveText(`= ${row[column]}`);
      if (row[column].startsWith('-1')) await expect(answer(page).getByText('Decided in')).toBeVisible();
    }
  });
}

test('v5.10 does not know the request', async ({ page }) => {
  await open(page, 'v5.10');
  await call(page).click();
  await expect(answer(page)).toContainText('= -1 EINVAL (Invalid argument)');
  await expect(answer(page)).toContainText('does not know the request');
});

test('the call reads as strace prints it, and as C', async ({ page }) => {
  await open(page, 'v6.4');
  await call(page).click();
  await expect(answer(page)).toContainText(
    'ioctl(4, KVM_ARM_MTE_COPY_TAGS, {guest_ipa=0x40000, length=4096, addr=0x7f206000, flags=KVM_ARM_TAGS_FROM_GUEST, reserved=[0, 0]}) = 4096',
  );
  await answer(page).getByText('The same call in C').click();
  await expect(answer(page)).toContainText('ioctl(vm_fd, KVM_ARM_MTE_COPY_TAGS, &copy)');
});

test('tags sent into the guest come back from it', async ({ page }) => {
  await open(page, 'v6.4');
  await choose(page, 'Tags into a page');
  await page.getByLabel('Tags to send').fill('0c 0a 0f 0e');
  await call(page).click();
  await expect(answer(page)).toContainText('= 4096');
  await choose(page, 'Tags of a page');
  await call(page).click();
  await expect(answer(page).getByLabel('Buffer')).toContainText('000 0c 0a 0f 0e 0c 0a 0f 0e');
});

test('the check that decided stands in the panel, and is shown in the source', async ({ page }) => {
  await open(page, 'v6.4');
  await choose(page, 'Reserved not zero');
  await call(page).click();
  await expect(answer(page).getByLabel('The check')).toContainText('reserved[0] ||');
  await answer(page).getByRole('button', { name: 'show in source' }).click();
  const vmm = page.getByRole('region', { name: 'VMM', exact: true });
  await expect(vmm.locator('[data-running=true]')).toContainText('reserved[0]');
});

test('a field that cannot be read says so, and nothing is sent', async ({ page }) => {
  await open(page, 'v6.4');
  await page.getByRole('textbox', { name: 'flags' }).fill('FROM_GEST');
  await expect(page.getByText('“FROM_GEST” is not a name known here.')).toBeVisible();
  await expect(call(page)).toBeDisabled();
  await page.getByRole('textbox', { name: 'flags' }).fill('FROM_GUEST');
  await page.getByRole('textbox', { name: 'length' }).fill('2 * PAGE_SIZE');
  await expect(call(page)).toBeEnabled();
  await call(page).click();
  await expect(answer(page)).toContainText('length=8192');
  await expect(answer(page)).toContainText('= 8192');
});

test('the call can be stepped through', async ({ page }) => {
  await open(page, 'v6.4');
  await page.getByLabel('and let me step through it').check();
  await call(page).click();
  await expect(answer(page)).toContainText('The VMM is in the kernel.');
  await expect(call(page)).toBeDisabled();
  await expect(answer(page)).toContainText('…');
  const entered = (await playhead(page).getAttribute('aria-valuenow')) ?? '';
  await page.keyboard.press('1');
  await expect(playhead(page)).not.toHaveAttribute('aria-valuenow', entered);
  await expect(answer(page)).toContainText('…');
  await answer(page).getByRole('button', { name: 'let it come back' }).click();
  await expect(answer(page)).toContainText('= 4096');
});

test('without a VMM the panel offers the scenario that has one', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('i');
  await page.getByRole('button', { name: /^Go to “A quiet VM/ }).click();
  await expect(call(page)).toBeVisible();
});
