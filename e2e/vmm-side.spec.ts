import type { Page } from '@playwright/test';
import { oneIn, tried } from '../src/core/tried.test-data.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './test.ts';

/** The VMM's side, each row from the first page: touching guest memory, QEMU, migration, a snapshot. */
async function open(page: Page, release: string, title: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('radio', { name: release, exact: true }).check();
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

for (const [title, run, breaks] of tried(ways, oneIn(4))) {
  test(`touching guest memory: ${title}`, async ({ page }) => {
    await open(page, 'v6.6', title);
    await showMe(page, run);
    if (breaks === null) await expect(broken(page, 'dumped')).toHaveCount(0);
    else await expect(broken(page, breaks)).toBeVisible();
  });
}

const migrations = [
  ['v6.6', 'A running guest moves, with its tags', 'Sent, written, sent again', null],
  ['v6.6', 'A running guest moves, without its tags', 'The first load at the destination faults', 'moved'],
  ['v6.6', 'A page is tagged after it was copied', 'Stored behind the last copy', 'moved'],
] as const;

for (const [release, title, run, breaks] of tried(migrations, oneIn(3))) {
  test(`migration: ${title}`, async ({ page }) => {
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

test('64 MiB move: from the whole guest to a digit, while pages are sent and written', async ({ page }) => {
  await open(page, 'v6.6', 'A running guest moves, with its tags');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('v');
  await page.getByRole('button', { name: 'A guest of 64 MiB' }).click();
  const dialog = page.getByRole('dialog', { name: 'A guest of 64 MiB moves' });
  await expect(dialog).toContainText('16,384 not sent');
  await dialog.getByRole('button', { name: 'Step' }).click();
  await expect(dialog).toContainText('96 of 16,384 pages sent');
  const plane = dialog.getByRole('group', { name: /^Guest memory/ });
  for (let closer = 0; closer < 3; closer++) await dialog.getByRole('button', { name: 'Closer' }).click();
  await plane.focus();
  await expect(plane).toBeFocused();
  for (let i = 0; i < 5; i++) await page.keyboard.press('+');
  const place = dialog.getByText(/^Page 0x/);
  const before = await place.innerText();
  await page.keyboard.press('ArrowRight');
  await expect(place).not.toHaveText(before);
  await expect(place).toContainText('not sent');
  await dialog.getByRole('button', { name: 'Play' }).click();
  await expect(dialog).toContainText('All is there');
  await expect(dialog).toContainText('the guest stood still for the last one');
  await expect(dialog).toContainText('16,384 the same at the destination');
  await expectAccessible(page, 'dialog');
});

test('QEMU with mte=on: its calls stand in the log, and what its versions make of it in a table', async ({
  page,
}) => {
  await open(page, 'v6.6', 'QEMU: -machine virt,mte=on');
  await showMe(page, 'It runs, and does not migrate');
  await expect(page.locator('[data-property]').getByRole('button', { name: /^Broken/ })).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('c');
  const log = page.getByRole('list', { name: 'System calls of the run' });
  await expect(log.getByRole('button', { name: /KVM_ENABLE_CAP.*KVM_CAP_ARM_MTE/ })).toHaveCount(2);
  await expect(log.getByRole('button', { name: /KVM_RUN/ })).toContainText('= 0');
  await page.getByRole('button', { name: 'What QEMU makes of mte=on, by version' }).click();
  const dialog = page.getByRole('dialog', { name: 'What QEMU makes of mte=on, by version' });
  await expect(dialog.getByRole('row', { name: /7\.2 KVM mte=on Exits/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /Live migration disabled due to MTE enabled/ })).toBeVisible();
  await expectAccessible(page, 'dialog');
});

test('a guest is saved to a file with its tags, and the file is opened again', async ({ page }) => {
  await open(page, 'v6.4', 'A quiet VM, for the ioctl');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('v');
  await page.keyboard.press('c');
  const section = page.getByRole('region', { name: 'Snapshot to a file' });
  const saving = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Save RAM and tags' }).click();
  const file = await (await saving).path();
  await expect(section.getByRole('status')).toHaveText('Saved: RAM and tags.');
  await section.getByLabel('Snapshot of a guest').setInputFiles(file);
  await expect(section.getByRole('status')).toContainText('Put back: RAM by the VMM’s stores');
  const log = page.getByRole('list', { name: 'System calls of the run' });
  await expect(log.getByRole('button', { name: /KVM_ARM_MTE_COPY_TAGS.*length=16384/ })).toContainText(
    '= 16384',
  );
  await section
    .getByLabel('Snapshot of a guest')
    .setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(section.getByRole('status')).toHaveText('This is no snapshot of a guest.');
});
