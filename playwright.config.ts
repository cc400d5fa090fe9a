import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.mjs';
import { tier } from './src/core/tried.test-data.ts';

// Every worker loads this file again and inherits the environment, so both are looked for only once.
process.env.TAGSCOPE_BROWSER ??= await findBrowser();
process.env.TAGSCOPE_PORT ??= String(await freePort());

const address = `http://localhost:${process.env.TAGSCOPE_PORT}/`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // The main path alone, a sample, or all: what is only in all has a sibling in the sample that goes the same way.
  ...{ quick: { grep: /@quick/ }, test: { grepInvert: /@soak/ }, soak: {} }[tier],
  // No test has a limit of its own. A busy machine is no failure; what never comes is found all the same.
  timeout: 1_200_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.TAGSCOPE_BROWSER,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --strictPort --port ${process.env.TAGSCOPE_PORT}`,
    url: address,
    reuseExistingServer: false,
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, 'localhost', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
