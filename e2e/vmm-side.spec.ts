import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';

/** The VMM's side, each row from the first page: touching guest memory, QEMU, migration, a snapshot. */
async function open(page: Page, release: string, title: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('radio', { name: release, exact: true }).check({ force: true });
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page
    .getByRole('option')
    .filter({ has: page.getByText(title, { exact: true }) })
    .click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText(title);
}

async function showMe(page: Page, run: string): Promise<void> {
  await page.getByRole('button', { name: /^Show me/ }).click();
  await page.getByRole('menuitem', { name: run }).first().click();
  await page.keyboard.press('End');
  await expect(page.getByText(/^Step ([1-9]\d*) of \1$/)).toBeVisible();
}

const broken = (page: Page, property: string) =>
  page.locator(`[data-property=${property}]`).getByRole('button', { name: /^Broken at step/ });

const ways = [
  ['A dump through a mapping with PROT_MTE', 'The first load is the last', 'dumped'],
  ['A dump with tag checks off by prctl()', 'Off, copied, on', null],
  ['A dump that reads each tag first', 'LDG, STG by the guest, LDR', 'dumped'],
  ['A dump with SP as base register', 'A signal, and its frame', 'dumped'],
  ['A dump with PSTATE.TCO set', 'Set, copied, cleared', null],
  ['A dump through a second mapping, without PROT_MTE', 'Through the second mapping', null],
  ['A dump with KVM_ARM_MTE_COPY_TAGS', 'Bytes, then tags', null],
] as const;

for (const [title, run, breaks] of ways) {
  test(`touching guest memory: ${title}`, async ({ page }) => {
    await open(page, 'v6.6', title);
    await showMe(page, run);
    if (breaks === null) await expect(broken(page, 'dumped')).toHaveCount(0);
    else await expect(broken(page, breaks)).toBeVisible();
  });
}

test('QEMU: with MTE it runs, and does not migrate', async ({ page }) => {
  await open(page, 'v5.14', 'QEMU: -machine virt,mte=on');
  await showMe(page, 'It runs, and does not migrate');
  await expect(page.locator('[data-property]').getByRole('button', { name: /^Broken/ })).toHaveCount(0);
});

const migrations = [
  ['v6.6', 'A running guest moves, with its tags', 'Sent, written, sent again', null],
  ['v6.6', 'A running guest moves, without its tags', 'The first load at the destination faults', 'moved'],
  ['v6.6', 'A page is tagged after it was copied', 'Stored behind the last copy', 'moved'],
] as const;

for (const [release, title, run, breaks] of migrations) {
  test(`migration: ${title}`, async ({ page }) => {
    test.slow();
    await open(page, release, title);
    await showMe(page, run);
    if (breaks === null) await expect(broken(page, 'moved')).toHaveCount(0);
    else await expect(broken(page, breaks)).toBeVisible();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('v');
    const guests = page.getByRole('region', { name: 'Two guests, side by side' });
    await expect(guests.getByRole('status').first()).toContainText(
      breaks === null ? 'all 256 tags are the same' : /tags? differs?/,
    );
  });
}

test('64 MiB of tags while they move: from all of it to one digit, and to the end', async ({ page }) => {
  test.slow();
  await open(page, 'v6.6', 'A running guest moves, with its tags');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('v');
  await page.getByRole('button', { name: 'A guest of 64 MiB' }).click();
  const overview = page.getByRole('dialog', { name: 'A guest of 64 MiB moves' });
  await expect(overview).toContainText('16,384 not sent');
  await overview.getByRole('button', { name: 'Step' }).click();
  await expect(overview).not.toContainText('16,384 not sent');
  for (let closer = 0; closer < 3; closer++) await overview.getByRole('button', { name: 'Closer' }).click();
  await overview.getByRole('button', { name: 'Play' }).click();
  await expect(overview).toContainText('the guest stood still for the last one', { timeout: 60_000 });
  await expect(overview).toContainText('16,384 the same at the destination');
});

test('a guest saved to a file with its tags is put back from it', async ({ page }) => {
  await open(page, 'v6.6', 'A quiet VM, for the ioctl');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('v');
  const snapshot = page.getByRole('region', { name: 'Snapshot to a file' });
  const downloading = page.waitForEvent('download');
  await snapshot.getByRole('button', { name: 'Save RAM and tags' }).click();
  const path = await (await downloading).path();
  await expect(snapshot.getByRole('status')).toHaveText('Saved: RAM and tags.');
  await snapshot.getByLabel('Snapshot of a guest').setInputFiles({
    name: 'guest.json',
    mimeType: 'application/json',
    buffer: await readFile(path),
  });
  await expect(snapshot.getByRole('status')).toContainText('Put back: RAM by the VMM’s stores');
  await snapshot.getByLabel('Snapshot of a guest').setInputFiles({
    name: 'guest.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"no":"guest"}'),
  });
  await expect(snapshot.getByRole('status')).not.toContainText('Put back');
});
