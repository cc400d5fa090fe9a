import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { guest, putInstead, typeInstead } from './guest-panel.ts';
import { sharedLink } from './shared-link.ts';
import { expect, test } from './test.ts';

/** Of Hello, tags. */
const WRONG_LOAD = 'ldr     w5, [x4]';
const listing = (page: Page) => guest(page).getByRole('list', { name: 'Listing' });
const check = (page: Page) => guest(page).getByRole('status', { name: 'Tag check' });
const line = (page: Page, text: RegExp) => listing(page).getByRole('listitem').filter({ hasText: text });
const current = (page: Page) => listing(page).locator('[aria-current=step]');

async function open(page: Page, title = /^Hello, tags/, release = 'v6.6'): Promise<void> {
  await page.goto('/');
  await page.getByRole('radio', { name: release, exact: true }).check();
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('option').filter({ hasText: title }).click();
  await expect(listing(page)).toBeVisible();
}

/** Runs to the end of the guest's program, or the next breakpoint. */
async function run(page: Page): Promise<void> {
  await guest(page).getByRole('button', { name: 'Run' }).click();
}

const breakpoint = (page: Page, text: RegExp) =>
  line(page, text).getByRole('button', { name: /^Breakpoint/ });

test('a guest runs into a tag check fault, step by step, and back', async ({ page }) => {
  await open(page);
  // The STG that is the first touch of the page: before it, then with all that the host does for it.
  await breakpoint(page, /stg\s/).click();
  await run(page);
  await expect(line(page, /stg\s/)).toHaveAttribute('aria-current', 'step');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('ArrowRight');
  await expect(check(page)).toContainText(
    'Stage 2 does not map 0x42000 for writing: the guest exits to KVM.',
  );
  await page.keyboard.press('ArrowRight');
  await expect(check(page)).toContainText(/The host runs: .*, for stg x0, \[x0\]/);
  await guest(page).getByRole('button', { name: 'Instruction' }).click();
  await expect(check(page)).toContainText('stg x0, [x0]');
  await expect(check(page)).toContainText('are not checked themselves');
  await expect(page.getByText('PG_mte_tagged').first()).toBeVisible();

  await breakpoint(page, /ldr\s+w5/).click();
  await run(page);
  await expect(line(page, /ldr\s+w5/)).toHaveAttribute('aria-current', 'step');
  await guest(page).getByRole('button', { name: 'Instruction' }).click();
  await expect(check(page)).toContainText('tag check fails');
  await expect(check(page)).toContainText('Exception to EL1: data abort: tag check fault');
  await expectAccessible(page);

  await guest(page).getByRole('button', { name: 'Step back' }).click();
  await expect(line(page, /ldr\s+w5/)).toHaveAttribute('aria-current', 'step');
  await expect(check(page)).not.toContainText('Exception');
});

test('the keyboard alone: over a call, to a line, back, into memory', async ({ page }) => {
  await open(page, /^Synchronous, asynchronous/, 'v6.13');
  await expect(guest(page).getByRole('button', { name: 'Step back' })).toBeDisabled();
  await page.keyboard.press('n');
  await expect(check(page)).toContainText('adr x0');
  await page.keyboard.press('Shift+N');
  await expect(check(page)).toContainText('Nothing has run yet');

  // To the first line of main by its second button.
  await breakpoint(page, /^[0-9a-f]+\s*[0-9a-f]{8}\s+adr\s+x0, data/).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(current(page)).toContainText('adr     x0, data');
  for (const key of ['n', 'n', 'n']) await page.keyboard.press(key);
  await expect(current(page)).toContainText('bl      mode');
  await page.keyboard.press('Shift+O');
  await expect(current(page)).toContainText('mov     w2, #1');

  // The stack of focus is where it was; a breakpoint is set there, and taken away.
  await breakpoint(page, /ldr\s+w3, \[x0\]/).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+X');
  await expect(current(page)).toContainText('ldr     w3, [x0]');

  // Its second button stands beside a line, and moves nothing.
  const pointed = line(page, /ldr\s+w3, \[x0\]/);
  const height = async () => (await pointed.boundingBox())?.height;
  const before = await height();
  await pointed.hover();
  await expect(pointed.getByRole('button', { name: /^Go on to/ })).toBeVisible();
  await expect.poll(height).toBe(before);

  const memory = guest(page).getByRole('region', { name: 'Memory of the guest' });
  await memory.getByRole('textbox', { name: 'Memory at' }).fill('40000');
  await page.keyboard.press('Enter');
  await expect(memory).toContainText('Virtual 0x4_0000, the same IPA');
  await memory.getByRole('textbox', { name: 'Memory at' }).fill('nowhere');
  await page.keyboard.press('Enter');
  await expect(memory.getByRole('alert')).toContainText('hexadecimal');
});

test('a store that failed its check asynchronously is joined with where the guest reads of it', async ({
  page,
}) => {
  await open(page, /^Synchronous, asynchronous/, 'v6.13');
  await breakpoint(page, /mov\s+x12/).click();
  await run(page);
  await expect(line(page, /mov\s+x12/)).toHaveAttribute('aria-current', 'step');
  for (const key of ['Shift+N', 'Shift+N']) await page.keyboard.press(key);
  await expect(check(page)).toContainText('the guest reads it at this step');
  await check(page)
    .getByRole('button', { name: /str w2/ })
    .click();
  await expect(check(page)).toContainText('tag check fails; the store is made, and TFSR_EL1.TF0 set');
  await expect(line(page, /a check failed here and was noted/)).toContainText('str     w2, [x1]');
  await check(page)
    .getByRole('button', { name: /mrs x9, tfsr_el1/ })
    .click();
  await expect(check(page)).toContainText('the guest reads it at this step');
});

test('the pointer is mended in the editor, and the program runs through', async ({ page }) => {
  await open(page);
  await guest(page).getByRole('button', { name: 'Edit' }).click();
  const editor = page.getByRole('dialog', { name: 'Edit the source' });
  const text = editor.getByRole('textbox').first();
  await expect(text).toContainText('another tag');
  // The wrong load goes by the pointer that is right.
  await putInstead(page, WRONG_LOAD, 'ldr     w5, [x0]');
  await expect(listing(page)).toContainText('w5, [x0]');
  await run(page);
  await expect(page.getByRole('region', { name: 'vCPU 0', exact: true })).toContainText('Has run to its end');
  await expect(guest(page).getByLabel('System registers')).not.toContainText('tag check');
  await expect(check(page)).not.toContainText('Exception');
});

test(
  'an endless loop runs in the background, is stopped by a key, and what it did is part of the run and of its link',
  {
    tag: '@soak',
  },
  async ({ page }) => {
    await open(page);
    await guest(page).getByRole('button', { name: 'Edit' }).click();
    await putInstead(page, WRONG_LOAD, 'loop: add x1, x1, #1\n str x1, [x0]\n b loop');
    await expect(listing(page)).toContainText('b loop');

    await run(page);
    const long = guest(page).getByRole('group', { name: 'Long run' });
    await expect(long).toContainText(/a second/);
    await guest(page).getByRole('button', { name: 'Stop' }).click();
    await expect(long).toBeHidden();
    // The same button, which has the focus still.
    await expect(guest(page).getByRole('button', { name: 'Run', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(long).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(long).toBeHidden();

    const step = page.getByText(/^Step \d+:/).first();
    const digest = () => page.locator('[data-digest]').getAttribute('data-digest');
    const [end, at] = [await digest(), await step.textContent()];
    await page.keyboard.press('Shift+N');
    await expect(step).not.toHaveText(at ?? '');
    await expect.poll(digest).not.toBe(end);
    await page.keyboard.press('n');
    await expect(step).toHaveText(at ?? '');
    await expect.poll(digest).toBe(end);

    await page.keyboard.press('l');
    const link = await sharedLink(page);
    expect(link.length).toBeLessThan(2000);
    await page.goto('about:blank');
    await page.goto(link);
    await expect(step).toHaveText(at ?? '');
    await expect.poll(digest).toBe(end);
  },
);

test('an edit that does not assemble is said in the panel, and the last good program stays', async ({
  page,
}) => {
  await open(page);
  await guest(page).getByRole('button', { name: 'Edit' }).click();
  const editor = page.getByRole('dialog', { name: 'Edit the source' });
  await typeInstead(page, WRONG_LOAD, 'ldr     w5, [x77]');
  await expect(editor.locator('.cm-lintRange-error')).toBeVisible();
  await editor.getByRole('button', { name: 'Close' }).click();
  await expect(guest(page)).toContainText(
    'Your edit does not assemble, so this is the last good program: main.s:',
  );
  await expect(line(page, /ldr\s+w5/)).toContainText('[x4]');
  // Back to the place.
  await guest(page)
    .getByRole('button', { name: /^main\.s:/ })
    .click();
  await expect(editor.locator('.cm-activeLine')).toContainText('x77');
});

test('what a guest prints is its console’s, up to the cursor', async ({ page }) => {
  await open(page, /^A guest prints/, 'v6.13');
  const log = guest(page).getByRole('log', { name: 'Sent by the serial port' });
  await expect(log).toBeHidden();
  await run(page);
  await expect(log).not.toBeEmpty();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Home');
  await expect(log).toBeHidden();
});
