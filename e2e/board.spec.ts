import type { Page } from '@playwright/test';
import { assemble } from '../src/core/arm/a64/assemble.ts';
import { notesAndReads } from '../src/core/arm/board/async.test-data.ts';
import { elfOf } from '../src/core/arm/board/elf.test-data.ts';
import { IMAGE_BASE } from '../src/core/arm/board/virt.ts';
import { expectAccessible } from './accessible.ts';
import { takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Board/ });
const button = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const status = (page: Page) => dialog(page).getByRole('status', { name: 'State of the board' });
const log = (page: Page) => dialog(page).getByRole('log');
const current = (page: Page) => dialog(page).locator('[aria-current=step]');
const wrong = (page: Page) => page.getByRole('dialog', { name: /is not opened$/ });

function codeOf(source: string): Uint8Array {
  const made = assemble(source, BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  return made.image;
}

function elf(source: string): Uint8Array {
  const bytes = codeOf(source);
  return elfOf([{ address: IMAGE_BASE, bytes, size: bytes.length }], IMAGE_BASE);
}

const HELLO = elf(`
    ldr x1, =0x09000000
    adr x2, text
1:  ldrb w3, [x2], #1
    cbz w3, 2f
    bl send
    b 1b
2:  ldr w0, =0x84000008
    hvc #0
send: str w3, [x1]
    ret
text: .asciz "hello, board\\n"`);
const BUSY = codeOf('mov x1, #0\n 1: add x1, x1, #1\n b 1b');

/** Lets a file fall on the page. */
async function drop(page: Page, name: string, file: Uint8Array): Promise<void> {
  const files = await page.evaluateHandle(
    ([called, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], called));
      return transfer;
    },
    [name, [...file]] as const,
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: files });
  await expect(
    page.getByText('Drop a scenario file, a run that was saved, or a bare-metal image'),
  ).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: files });
}

/** Opens a file by its chooser, with the keyboard. */
async function choose(page: Page, name: string, file: Uint8Array): Promise<void> {
  await page.keyboard.press('s');
  await expect(page.getByRole('combobox', { name: 'Find a scenario' })).toBeFocused();
  const picker = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Open a scenario file or an image/ }).press('Enter');
  const buffer = Buffer.from(file);
  await (await picker).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function start(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('button', { name: /^Scenario/ })).toBeVisible();
}

test('an image that is dropped runs to its power-off, with its text in the console, and is stepped back', async ({
  page,
}) => {
  await start(page);
  await drop(page, 'hello.elf', HELLO);
  await expect(dialog(page)).toContainText('ELF executable');
  await expect(dialog(page)).toContainText('no KVM, no host kernel');
  await expect(status(page)).toHaveText('Stands before its first instruction.');

  await button(page, 'Run').click();
  await expect(status(page)).toContainText('PSCI SYSTEM_OFF');
  await expect(log(page)).toHaveText('hello, board');
  await expect(button(page, 'Step')).toBeDisabled();
  await button(page, 'Step back').click();
  await expect(current(page)).toContainText('hvc');
  await expect(button(page, 'Run')).toBeEnabled();

  // To the start, over the call that sends the first letter, and back before it.
  await button(page, 'Reset').click();
  await expect(log(page)).toHaveText('');
  const call = dialog(page).getByRole('option').filter({ hasText: 'bl 0x' });
  await call.click();
  await button(page, 'Run to here').click();
  await expect(call).toHaveAttribute('aria-current', 'step');
  await button(page, 'Step over').click();
  await expect(log(page)).toHaveText('h');
  await expect(current(page)).toContainText('b 0x');
  await button(page, 'Step back').click();
  await button(page, 'Step back').click();
  await expect(log(page)).toHaveText('');
});

test('a long run says how fast it is, stops at once, and before a breakpoint', async ({ page }) => {
  await start(page);
  await choose(page, 'busy.bin', BUSY);
  await expect(dialog(page)).toContainText('Raw image of 12 bytes');
  await button(page, 'Run').press('Enter');
  await expect(dialog(page).getByText(/\d (million )?a second/)).toBeVisible();
  await expect(status(page)).toHaveText(/^Running;/);
  await button(page, 'Stop').press('Enter');
  await expect(status(page)).toHaveText('Stopped.');

  const listing = dialog(page).getByRole('listbox', { name: 'Listing' });
  await dialog(page).getByRole('option').filter({ hasText: 'add x1' }).click();
  await listing.press('Enter');
  await button(page, 'Run').click();
  await expect(status(page)).toHaveText('Stopped before a breakpoint.');
  await expect(current(page)).toContainText('add x1, x1, #0x1');
});

test(
  'an asynchronously noted check leads from where it is read to its store, and on to the read again',
  { tag: '@soak' },
  async ({ page }) => {
    await start(page);
    await drop(page, 'async.elf', elf(notesAndReads(3_000_000, 1_000_000)));
    const read = dialog(page).getByRole('option').filter({ hasText: 'mrs x9, tfsr_el1' });
    await read.click();
    await button(page, 'Run to here').click();
    const check = dialog(page).getByRole('status', { name: 'Tag check' });
    await expect(check).toContainText(
      'TFSR_EL1.TF0: a failed check was noted, pointer tag 1 and granule tag 0',
    );
    await expect(check).toContainText('nobody has read it so far');
    await button(page, 'Step').click();
    await expect(check).toContainText('read by mrs x9, tfsr_el1');
    const instructions = await dialog(page)
      .getByText(/[\d,]+ instructions/)
      .textContent();

    await button(page, 'Back to it (str x12, [x1])').press('Enter');
    await expect(status(page)).toHaveText(
      'Went back 2,000,003 instructions, behind the access whose failed check was noted.',
    );
    await expect(check).toContainText('tag check fails; the store is made, and TFSR_EL1.TF0 set');
    await expect(current(page)).toContainText('str x12, [x1, #16]');
    await expect(button(page, 'You are behind it (str x12, [x1])')).toBeFocused();
    await expectAccessible(page);

    await button(page, 'Run to where it is read').press('Enter');
    await expect(status(page)).toHaveText('Stopped where it was read that a check had failed.');
    await expect(dialog(page).getByText(instructions ?? '')).toBeVisible();
    await expect(button(page, 'You are behind it (mrs x9, tfsr_el1)')).toBeFocused();
  },
);

test('memory is looked at by address and by register; the board is there again after it was closed', async ({
  page,
}) => {
  await start(page);
  await drop(page, 'hello.elf', HELLO);
  const memory = dialog(page).getByRole('region', { name: 'Memory of the board' });
  const at = memory.getByLabel('At');
  await at.fill('40080028');
  await at.press('Enter');
  await expect(memory).toContainText('hello, b');
  await at.fill('x99');
  await at.press('Enter');
  await expect(memory.getByRole('alert')).toContainText('a register that has one');
  await button(page, 'Step').click();
  await expect(dialog(page)).toContainText('1 instruction,');
  await at.fill('x1');
  await at.press('Enter');
  await expect(memory).toContainText('a device, which is not looked at');

  // By keys: on to the load of the first letter, and one back.
  for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
  for (let i = 0; i < 2; i++) await page.keyboard.press('n');
  await expect(dialog(page)).toContainText('3 instructions,');
  await memory.getByRole('button', { name: 'Last access' }).click();
  await expect(memory.getByRole('row').filter({ hasText: 'touched by the last instruction' })).toContainText(
    'hello',
  );
  await page.keyboard.press('Shift+N');
  await expect(dialog(page)).toContainText('2 instructions,');

  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('Shift+B');
  await expect(dialog(page)).toContainText('2 instructions,');
});

test('a board with two processors is started anew, and each is looked at', async ({ page }) => {
  await start(page);
  await drop(page, 'hello.elf', HELLO);
  await dialog(page).getByText('128 MiB of RAM, 1 processor').click();
  await dialog(page).getByLabel('Processors').fill('2');
  await button(page, 'Start anew with these').click();
  const looked = dialog(page).getByLabel('Processor looked at');
  await looked.selectOption('1: is off');
  await expect(button(page, 'Step')).toBeDisabled();
  await looked.selectOption('0: at 40080000');
  await button(page, 'Step').click();
  await expect(dialog(page)).toContainText('by processor 0');
  // Another image takes its place.
  await drop(page, 'busy.bin', BUSY);
  await expect(dialog(page)).toContainText('128 MiB of RAM, 1 processor');
  await expect(status(page)).toHaveText('Stands before its first instruction.');
  await expectAccessible(page, 'dialog[open]');
});

for (const [what, name, file, says] of [
  ['for another processor', 'x86.elf', Uint8Array.from(HELLO).fill(62, 18, 19), 'not for AArch64'],
  ['that is cut off', 'cut.elf', HELLO.subarray(0, 130), 'is cut off'],
  ['that is empty', 'nothing.bin', new Uint8Array(0), 'the file is empty'],
  ['in assembly with a mistake', 'mistake.s', new TextEncoder().encode('frob x0\n'), 'no instruction frob'],
] as const)
  test(`an image ${what} is refused in a sentence, and the run stays`, async ({ page }) => {
    await start(page);
    await takeSteps(page, '1');
    const digest = await page.locator('[data-digest]').getAttribute('data-digest');
    await drop(page, name, file);
    await expect(wrong(page)).toContainText(says);
    await expect(wrong(page)).toContainText('your run is as it was');
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-digest]')).toHaveAttribute('data-digest', digest ?? '');
  });
