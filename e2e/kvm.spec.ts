import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** A proposal's name goes on behind its number. */
const radio = (page: Page, release: string) =>
  release.includes('.')
    ? page.getByRole('radio', { name: release, exact: true })
    : page.getByRole('radio', { name: new RegExp(`^${release}`) });

/** What KVM's side shows, each from the first page: at most three clicks to the scenario, then its outcome. */
async function open(page: Page, release: string, title: string): Promise<void> {
  await page.goto('/');
  await radio(page, release).check();
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page
    .getByRole('option')
    .filter({ has: page.getByText(title, { exact: true }) })
    .click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText(title);
}

/** Plays a recorded run to its end. */
async function showMe(page: Page, run: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Show me/ }).click();
  await page.getByRole('menuitem', { name: run }).first().click();
  await page.keyboard.press('End');
  await expect(page.getByText(/^Step ([1-9]\d*) of \1$/)).toBeVisible();
}

const system = (page: Page) => page.getByRole('combobox', { name: 'System call' });
const preset = (page: Page) => page.getByRole('combobox', { name: 'Try' });
const call = (page: Page) => page.getByRole('button', { name: 'Call', exact: true });
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });
const answered = (page: Page) => answer(page).locator('strong').first();

async function make(page: Page, id: string, label = 'The plain call'): Promise<void> {
  await system(page).selectOption(id);
  if (label !== 'The plain call') await preset(page).selectOption({ label });
  await call(page).click();
}

test('capability: from open to a vCPU, and too late', async ({ page }) => {
  await open(page, 'v5.14', 'A VMM asks for MTE');
  await call(page).click();
  await expect(answer(page)).toContainText('openat(AT_FDCWD, "/dev/kvm", O_RDWR) = 3');
  await make(page, 'KVM_CHECK_EXTENSION');
  await expect(answered(page)).toHaveText('= 1');
  await make(page, 'KVM_CREATE_VM');
  await expect(answered(page)).toHaveText('= 4');
  await make(page, 'KVM_ENABLE_CAP');
  await expect(answer(page)).toContainText('{cap=KVM_CAP_ARM_MTE, flags=0}) = 0');
  await make(page, 'KVM_CREATE_VCPU');
  await make(page, 'KVM_ENABLE_CAP');
  await expect(answered(page)).toHaveText('= -1 EINVAL (Invalid argument)');
  await expect(answer(page)).toContainText('created_vcpus');
  await make(page, 'KVM_ARM_VCPU_INIT', 'AArch32 at EL1');
  await expect(answered(page)).toHaveText('= -1 EINVAL (Invalid argument)');
  await expect(answer(page)).toContainText('AArch32 has no tags');
});

test('capability: no MTE in the hardware', async ({ page }) => {
  await open(page, 'v6.6', 'A VMM asks for MTE, and the CPUs have none');
  await call(page).click();
  await make(page, 'KVM_CHECK_EXTENSION');
  await expect(answered(page)).toHaveText('= 0');
});

test('capability: enabled beside a vCPU that is being made', async ({ page }) => {
  await open(page, 'v12', 'MTE is enabled while a vCPU is made');
  await showMe(page, /A vCPU without tags/);
  await expect(
    page.locator('[data-property=ata]').getByRole('button', { name: /^Broken at step/ }),
  ).toBeVisible();
});

test('ID registers: what a vCPU without MTE has not', async ({ page }) => {
  await open(page, 'v6.6', 'What a guest sees of MTE');
  await call(page).click();
  await expect(answered(page)).toHaveText('= 0');
  await preset(page).selectOption({ label: 'Of the vCPU without MTE' });
  await call(page).click();
  await expect(answered(page)).toHaveText('= -1 ENOENT (No such file or directory)');
  await expect(answer(page)).toContainText('hidden');
});

test('world switch: out and back twice, and nothing is mixed', async ({ page }) => {
  await open(page, 'v5.14', 'Registers change hands');
  await showMe(page, /Out and back, twice/);
  await expect(
    page.locator('[data-property=registers]').getByRole('button', { name: /^Broken/ }),
  ).toHaveCount(0);
});

test('memslots: shared memory for a VM with MTE', async ({ page }) => {
  await open(page, 'v5.14', 'Memory for a VM, and what KVM refuses');
  await preset(page).selectOption({ label: 'Shared memory (page 2)' });
  await call(page).click();
  await expect(answered(page)).toHaveText('= -1 EINVAL (Invalid argument)');
  await expect(answer(page)).toContainText('VM_SHARED');
  await radio(page, 'v6.2').check();
  await expect(answered(page)).toHaveText('= 0');
});

test('stage-2 faults: a page copied on write is mapped without a look at its tags', async ({ page }) => {
  await open(page, 'v11', 'The VMM writes, and the guest gets the new page');
  await showMe(page, /./);
  await expect(
    page.locator('[data-property=stale]').getByRole('button', { name: /^Broken at step/ }),
  ).toBeVisible();
});

test('COPY_TAGS beside the guest’s first touch', async ({ page }) => {
  await open(page, 'v5.14', 'Tags restored while the guest first touches the page');
  await showMe(page, /The fault clears/);
  await expect(
    page.locator('[data-property=lost]').getByRole('button', { name: /^Broken at step/ }),
  ).toBeVisible();
});

test('a VMM program: played, its calls in the log, one of them followed to its moment', async ({ page }) => {
  await open(page, 'v6.6', 'A small VMM, to be changed');
  await showMe(page, /The whole program/);
  await page.keyboard.press('c');
  const log = page.getByRole('list', { name: 'System calls of the run' });
  await expect(log.getByRole('button')).toHaveCount(11);
  await expect(log.getByRole('button').first()).toContainText('openat(AT_FDCWD, "/dev/kvm", O_RDWR) = 3');
  const copy = log.getByRole('button', { name: /KVM_ARM_TAGS_FROM_GUEST/ });
  await expect(copy).toContainText('= 4096');
  await copy.click();
  await expect(copy).toHaveAttribute('aria-current', 'step');
});
