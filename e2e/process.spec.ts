import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('the process view tells tracer from tracee, and since when there are tags', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('option', { name: /^A debugger looks at a page that gets its tags/ }).click();
  await page.getByRole('radio', { name: 'v5.10', exact: true }).check({ force: true });
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('p');
  const tracee = page.getByRole('region', { name: 'Process 1001' });
  await expect(tracee).toContainText('process 1002, its debugger');
  await expect(tracee).toContainText('tags from the start');
  const asks = page.getByRole('region', { name: 'Process 1000' });
  await expect(asks).not.toContainText('tags since');
  const since = asks.getByRole('button', { name: /^tags since step \d+: CPU 0, / });
  while ((await since.count()) === 0) await page.keyboard.press('1');
  const told = (await since.first().textContent()) ?? '';
  await page.keyboard.press('1');
  await since.first().focus();
  await page.keyboard.press('Enter');
  const step = /step (\d+)/.exec(told)?.[1] ?? '';
  await expect(page.getByText(new RegExp(`^Step ${step} of`))).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
