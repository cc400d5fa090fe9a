import { expectAccessible } from './accessible.ts';
import { expect, test } from './test.ts';

test('the page opens, says nothing on the console and asks no other host', async ({ page, baseURL }) => {
  const complaints: string[] = [];
  const strangers: string[] = [];
  const ownHost = new URL(baseURL ?? '').host;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== ownHost) strangers.push(request.url());
  });

  await page.goto('/', { waitUntil: 'networkidle' });

  await expect(page).toHaveTitle('Tagscope: Arm memory tagging in a KVM guest, one step at a time');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

test('the page forbids code from strings, and so does the server', async ({ page }) => {
  const response = await page.goto('/');
  const sent = response?.headers()['content-security-policy'];
  const written = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(sent).toBe(written);
  expect(sent).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(sent).not.toContain("'unsafe-eval'");
  expect(sent).not.toContain("'unsafe-inline'");
});

test('axe finds nothing to mend in the first view', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
});
