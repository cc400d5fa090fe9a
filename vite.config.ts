import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fastModules } from './scripts/testing/fast-modules.ts';

/**
 * One policy everywhere: the built page carries it, and `vite preview` sends it for the worker as well.
 *
 * What would add a <style> element is refused: Radix' Dialog.Overlay, Select, ScrollArea and modal menus (take a modal
 * Dialog.Content without Overlay, and menus with modal={false}), and CodeMirror outside of a shadow root.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only in a build: the dev server's hot reload needs inline scripts. */
const policyInBuiltPage: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig(({ isSsrBuild }) => ({
  base: './',
  plugins: [react(), policyInBuiltPage, fastModules],
  build: {
    target: 'es2022',
    copyPublicDir: isSsrBuild !== true,
    // A font as a data: URI would break the policy.
    assetsInlineLimit: (file: string) => (/\.(woff2?|ttf|otf)$/.test(file) ? false : undefined),
  },
  // What runs in Node is one file: the package `tagscope` depends on nothing.
  ssr: { noExternal: ['valibot'] },
  worker: { format: 'es' },
  preview: { port: 4173, headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  test: {
    maxWorkers: 2,
    // Machines are large and short-lived: with more room for what is new a tenth less time goes to collecting it.
    execArgv: ['--max-semi-space-size=64'],
    // Files of a worker share their modules, the machines and compilers that tests keep among them.
    isolate: false,
    // A busy machine is no failure; what never ends is stopped by scripts/test.mjs.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    environment: 'node',
    setupFiles: ['scripts/testing/seeded.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    allowOnly: false,
  },
}));
