import type { Page } from '@playwright/test';
import { oneIn, tried } from '../src/core/tried.test-data.ts';
import { choose, guest, putInstead, register } from './guest-panel.ts';
import { stepUntil, takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

const line = (page: Page, text: RegExp) =>
  guest(page).getByRole('list', { name: 'Listing' }).getByRole('listitem').filter({ hasText: text });
const vcpu = (page: Page) => page.getByRole('region', { name: 'vCPU 0', exact: true });

async function open(page: Page, query: string, title: string, release = 'v6.6'): Promise<void> {
  await page.goto('/');
  await page.locator(`input[name=release][value="${release}"]`).check();
  await choose(page, query, title);
}

/** To the end of the guest's program, or the next breakpoint. */
async function run(page: Page): Promise<void> {
  await guest(page).getByRole('button', { name: 'Run', exact: true }).click();
}

async function breakAt(page: Page, text: RegExp): Promise<void> {
  await line(page, text)
    .getByRole('button', { name: /^Breakpoint/ })
    .click();
}

type Example = readonly [query: string, title: string, outcome: Readonly<Record<string, string>>];

/** What one types to find an example, its title, and what its registers say at the end of its run: X6 is ESR_EL1 where a fault is looked at. */
const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  'heap, stack, copies': [
    ['hello tags', 'Hello, tags', { X3: '0x2a', X6: '0x9600_0011' }],
    ['heap overflow', 'A heap overflow', { X6: '0x9600_0051', X4: '0x41' }],
    ['use after free', 'Used after free', { X10: '0xf' }],
    ['stack', 'Tags on the stack', { X3: '0x7', X6: '0x9600_0011' }],
    ['granule', 'The seventeenth byte', { X3: '0x10', X7: '0x100_0000_0004_2010', X8: '0x2e73_7265' }],
  ],
  'what is checked, and how': [
    ['SP-relative', 'SP-relative: unchecked', { X3: '0x7', X4: '0x7', X13: '0x4_2000' }],
    ['sync async', 'Synchronous, asynchronous, asymmetric', { X4: '0x2', X12: '0x1', X13: '0x1' }],
    ['TCMA', 'Tag 0 matches nothing but 0', { X7: '0x200_0000_0004_2000' }],
    ['EL0', 'EL0 fails a check', { X3: '0x2a', X6: '0x9200_0011', X7: '0x24_2000' }],
    ['EL0 async', 'EL0: synchronous', { X20: '0x23', X21: '0x201', X22: '0x11' }],
  ],
  'what leaves the guest': [['prints', 'A guest prints', { X20: '0x1_0001', X19: '0x500_0000_0900_0000' }]],
  'what has tags, and what keeps them': [
    ['normal tagged', 'Normal Tagged', { X4: '0x100_0000_0000_0000', X7: '0x24_2000' }],
    ['MMU off', 'MMU off: memory', { X10: '0x500_0000_0000_0000', X11: '0x2a', X7: '0x900_0000_0004_2000' }],
    ['LDGM STGM', 'A page is copied', { X7: '0xfedc_ba98_7654_3210', X9: '0x100' }],
    ['GCR RGSR survive', 'GCR and RGSR survive', { X5: '0xf' }],
  ],
};

for (const [what, examples] of tried(Object.entries(EXAMPLES), oneIn(4))) {
  test(`the examples run to their ends and show what they promise: ${what}`, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('radio', { name: 'v6.6', exact: true }).check();
    for (const [query, title, outcome] of examples) {
      await test.step(title, async () => {
        await choose(page, query, title);
        await run(page);
        await expect(vcpu(page)).toContainText('Has run to its end.');
        for (const [name, value] of Object.entries(outcome))
          await expect(register(page, name), name).toHaveText(value);
      });
    }
  });
}

test('the guest’s first STG, step by step: the stage-2 fault, the sanitising, granule by granule, the entry, and the tag', async ({
  page,
}) => {
  await open(page, 'hello tags', 'Hello, tags');
  await breakAt(page, /stg\s+x0/);
  await run(page);
  await expect(line(page, /stg\s+x0/)).toHaveAttribute('aria-current', 'step');
  await expect(guest(page).getByRole('status', { name: 'Tag check' })).toContainText('irg x0, x0');
  const data = page.getByRole('region', { name: 'Guest data and its stage-2 entry' });
  const frame = page.getByRole('region', { name: 'Page frame 0x43' });
  const grid = frame.getByRole('grid');
  const granule = frame.getByRole('gridcell', { name: /^granule /i });
  const standsIn = (name: string) => vcpu(page).getByRole('button', { name, exact: true });
  const flag = (name: string) => frame.getByRole('listitem', { name: new RegExp(`^${name}`) });

  await page.getByRole('heading', { level: 1 }).click();
  await expect(data).toContainText('not valid');
  await page.keyboard.press('1');
  await expect(page.getByText('vCPU 0, A64 → stage-2 fault')).toBeVisible();
  for (const name of ['user_mem_abort', 'sanitise_mte_tags', 'mte_clear_page_tags'])
    await stepUntil(page, '1', standsIn(name));
  await expect(granule).toHaveAccessibleName(/^granule 00, tag 1\b/i);
  await expect(flag('PG_mte_lock')).toHaveAccessibleName(/set/);
  await page.keyboard.press('1');
  await expect(granule).toHaveAccessibleName(/^granule 00, tag 0\b/i);
  await grid.focus();
  for (const key of ['PageDown', 'End']) await page.keyboard.press(key);
  await expect(granule).toHaveAccessibleName(/^granule ff, tag 4\b/i);
  await page.getByRole('heading', { level: 1 }).click();
  for (let block = 1; block < 16; block++) await takeSteps(page, '1');
  await expect(granule).toHaveAccessibleName(/^granule ff, tag 0\b/i);
  await expect(flag('PG_mte_tagged')).toHaveAccessibleName(/clear/);
  await expect(data).toContainText('not valid');

  await guest(page)
    .getByRole('button', { name: /^Instruction/ })
    .click();
  await expect(flag('PG_mte_tagged')).toHaveAccessibleName(/set/);
  await expect(data).toContainText('pfn');
  await expect(page.getByText('vCPU 0, A64 stg x0, [x0]')).toBeVisible();
  await grid.focus();
  for (const key of ['PageUp', 'Home']) await page.keyboard.press(key);
  await expect(granule).toHaveAccessibleName(/^granule 00, tag 2\b/i);
});

/** Puts a line of a file in the place of another. */
async function edit(page: Page, file: string, of: string, put: string): Promise<void> {
  await page.keyboard.press('d');
  await page.getByRole('combobox', { name: 'Edit' }).selectOption(file);
  await putInstead(page, of, put);
}

test(
  'with the sanitising taken out of the source, LDG reads what the former owner left, and the property breaks',
  { tag: '@soak' },
  async ({ page }) => {
    await open(page, 'hello tags', 'Hello, tags');
    await page.getByRole('heading', { level: 1 }).click();
    // LDG in the place of STG; then the same on a kernel that does not clear.
    await edit(page, 'scenarios/hello-tags/main.s', 'stg     x0, [x0]', 'ldg     x8, [x0]');
    await breakAt(page, /mov\s+w2, #42/);
    await run(page);
    const stale = page.locator('[data-property=stale]');
    await expect(guest(page).getByRole('status', { name: 'Tag check' })).toContainText('ldg x8, [x0]');
    await expect(register(page, 'X8')).toHaveCount(0);
    await expect(stale).not.toHaveAttribute('data-broken', 'true');

    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Home');
    await edit(page, 'arch/arm64/kvm/mmu-sanitise.c', 'mte_clear_page_tags(', ';');
    // The run stops where the first page is mapped as its former owner left it; then at the breakpoint.
    await run(page);
    await expect(stale).toHaveAttribute('data-broken', 'true');
    await run(page);
    await expect(register(page, 'X8')).toHaveText('0x100_0000_0000_0000');
  },
);

const explorer = (page: Page) => page.getByRole('region', { name: 'Explore', exact: true });

test(
  'the explorer tries every instruction of a guest beside every step of a copy, and of a swap-out',
  { tag: '@soak' },
  async ({ page }) => {
    await open(page, 'guest’s own code copy', 'A guest’s STG beside a copy');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('e');
    await explorer(page).getByRole('button', { name: 'Explore v6.6' }).click();
    const lost = explorer(page).locator('[data-explored=lost]');
    await expect(lost).toContainText('Holds under sequential consistency');
  },
);

test('beside swap the explorer finds the run in which the guest’s tags do not come back', async ({
  page,
}) => {
  await open(page, 'guest’s own code swap', 'A guest’s STG beside swap', 'v6.1');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('e');
  await explorer(page).getByRole('button', { name: 'Explore v6.1' }).click();
  const stale = explorer(page).locator('[data-explored=stale]');
  await stale.getByRole('button', { name: /^Shortest: / }).click();
  await expect(page.locator('[data-property=stale]')).toHaveAttribute('data-broken', 'true');
  await run(page);
  // A data abort, tag check fault: by its own pointer.
  await expect(register(page, 'X6')).toHaveText(/^0x9600_00[15]1$/);
});
