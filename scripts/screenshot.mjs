// npm run screenshot: the README's picture, made from the real page.
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from './find-browser.mjs';

const server = await preview({ preview: { port: 0 } });
const address = server.resolvedUrls?.local[0];
if (address === undefined) throw new Error('the page is not served');
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 1,
  reducedMotion: 'reduce',
});
await page.goto(address);
await page.getByRole('radio', { name: /v5\.10/ }).click();
for (const key of ['1', '2', '2', '2', '2', '1', '1', '1', '1', '1', '1']) await page.keyboard.press(key);
await page.waitForTimeout(500);
await page.screenshot({ path: 'docs/screenshot.png' });
await browser.close();
await server.close();
