import { expectAccessible } from './accessible.ts';
import { sharedLink } from './shared-link.ts';
import { stepUntil } from './stepping.ts';
import { expect, test } from './test.ts';

test('a VM shows its slots and stage 2, and a call leads from the log to its moment', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('option', { name: /quiet/i }).click();
  await page.getByRole('radio', { name: 'v6.4' }).check();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('v');
  await page.keyboard.press('c');

  const vm = page.getByRole('region', { name: 'VM 0' });
  await expect(vm).toContainText('fd 4');
  await expect(vm).toContainText('KVM_MEM_READONLY');
  await expect(vm).toContainText('0x4_0000');

  const log = page.getByRole('list', { name: 'System calls of the run' });
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  const line = log.getByRole('button', { name: /KVM_ARM_MTE_COPY_TAGS/ });
  await expect(line).toContainText('= 4096');
  await expect(line).not.toHaveAttribute('aria-current');
  await line.press('Enter');
  await expect(line).toHaveAttribute('aria-current', 'step');
  await expectAccessible(page);
});

test('the registers of a world switch stand by their fields, and a link brings the view back open', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('option', { name: 'Registers change hands' }).click();
  await page.getByRole('radio', { name: 'v5.14' }).check();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('v');
  const now = page.getByLabel('CPU 0 now');
  const vm = page.getByRole('region', { name: 'VM 0' });
  await expect(vm).toContainText('the host runs');
  await expect(now).toContainText('Exclude 1–15');
  await page.getByRole('heading', { level: 1 }).click();
  await stepUntil(page, '1', vm.getByText('the guest of VM 0 runs'));
  await expect(page.getByLabel('Host’s registers, CPU 0')).toContainText('Exclude 1–15');
  await expect(now).toContainText('ATA 1');

  await page.keyboard.press('l');
  const link = await sharedLink(page);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(vm).toContainText('the guest of VM 0 runs');
});

test(
  'a guest that moved without its tags: both guests side by side, and what differs',
  { tag: '@soak' },
  async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: /^Scenario/ }).click();
    await page.getByRole('option', { name: 'A running guest moves, without its tags' }).click();
    await page.getByRole('radio', { name: 'v6.6' }).check();
    await page.getByRole('button', { name: /^Show me/ }).click();
    await page.getByRole('menuitem', { name: /The first load at the destination/ }).click();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('End');
    await expect(page.getByText(/^Step ([1-9]\d*) of \1$/)).toBeVisible();
    await page.keyboard.press('v');
    const guests = page.getByRole('region', { name: 'Two guests, side by side' });
    await expect(guests).toContainText('2 of 256 tags differ');
    await expect(guests.getByRole('row', { name: '10 3 0' })).toBeVisible();
    await expect(guests.getByRole('row', { name: '90 9 0' })).toBeVisible();
    await expectAccessible(page, '[data-panel="VM"]');
  },
);
