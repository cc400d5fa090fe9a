import { expectAccessible } from './accessible.ts';
import { stepUntil, takeSteps } from './stepping.ts';
import { expect, test } from './test.ts';

test('the process view tells tracer from tracee, and since when there are tags', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('option', { name: /^A debugger looks at a page that gets its tags/ }).click();
  await page.getByRole('radio', { name: 'v5.10', exact: true }).check();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('p');
  const tracee = page.getByRole('region', { name: 'Process 1001' });
  await expect(tracee).toContainText('process 1002, its debugger');
  await expect(tracee).toContainText('tags from the start');
  const asks = page.getByRole('region', { name: 'Process 1000' });
  await expect(asks).not.toContainText('tags since');
  const since = asks.getByRole('button', { name: /^tags since step \d+: CPU 0, / });
  await stepUntil(page, '1', since.first());
  const told = await since.first().innerText();
  await takeSteps(page, '1');
  await since.first().press('Enter');
  const step = /step (\d+)/.exec(told)?.[1] ?? '';
  await expect(page.getByText(new RegExp(`^Step ${step} of`))).toBeVisible();
  await expectAccessible(page);
});
