import type { Page } from '@playwright/test';
import { assemble } from '../src/core/arm/a64/assemble.ts';
import { IMAGE_BASE } from '../src/core/arm/board/virt.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './test.ts';

const board = (page: Page) => page.getByRole('dialog', { name: /^Board/ });
const guest = (page: Page) => page.getByRole('region', { name: 'Guest code' });
const underKvm = (page: Page) => board(page).getByRole('button', { name: 'Run under the modelled KVM' });

function codeOf(source: string): Uint8Array {
  const made = assemble(source, BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  return made.image;
}

/** Its stack lies in the page behind it. */
const HELLO = codeOf(`
        ldr     x9, =0x09000000
        ldr     x1, =${IMAGE_BASE + 0x2000}
        mov     sp, x1
        str     x9, [sp, #-16]!
        adr     x2, text
1:      ldrb    w3, [x2], #1
        cbz     w3, 2f
        str     w3, [x9]
        b       1b
2:      ldr     w0, =0x84000008
        hvc     #0
        .ltorg
text:   .asciz  "hello, KVM\\n"`);

/** Lets a file fall on the page. */
async function drop(page: Page, name: string, file: Uint8Array): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('button', { name: /^Scenario/ })).toBeVisible();
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
  await expect(board(page)).toBeVisible();
}

test('an image that is dropped runs under the modelled KVM to its power-off, with its text in the console', async ({
  page,
}) => {
  await drop(page, 'hello.bin', HELLO);
  await underKvm(page).press('Enter');
  await expect(board(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText('hello.bin, under KVM');
  const listing = guest(page).getByRole('list', { name: 'Listing' });
  await expect(listing.locator('[aria-current=step]')).toContainText('0x40080');

  // The page of its stack is the host's to bring.
  const stack = page.getByRole('region', { name: 'Guest page behind the image and its stage-2 entry' });
  await expect(stack).toContainText('not valid');
  const run = guest(page).getByRole('button', { name: 'Run', exact: true });
  await run.click();
  await expect(run).toBeDisabled();
  await expect(guest(page).getByRole('log')).toHaveText('hello, KVM');
  await expect(stack).toContainText('pfn 0x42');
  // Its last call was to be switched off.
  await expect(page.getByText('write system_event').first()).toBeVisible();
  await expectAccessible(page);

  // It is one of the visitor's scenarios now, and there after a reload.
  await page.reload();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText('hello.bin, under KVM');
});

test('one that is too large says so, and stays on the board', { tag: '@soak' }, async ({ page }) => {
  const large = new Uint8Array(70_000);
  large.set(HELLO);
  await drop(page, 'large.bin', large);
  await underKvm(page).click();
  await expect(board(page).getByRole('alert')).toContainText('takes 18 pages');
  await expect(board(page).getByRole('alert')).toContainText('The board runs larger ones');
  await expectAccessible(page);
});
