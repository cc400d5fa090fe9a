/** npm run bench: what this machine does, as figures and as ratios against a peer in the same run. Nothing here passes or fails. */
import { cpus } from 'node:os';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import { createServer, preview } from 'vite';
import { partsOf } from '../src/core/step/parts.ts';
import { initialState, takeStep } from '../src/core/step/step.ts';
import { Exploration } from '../src/core/explore/exploration.ts';
import { ALL_REDUCTIONS, NO_REDUCTION, type Reductions } from '../src/core/explore/reductions.ts';
import { alikeInIsolation } from '../src/core/scenarios/five-cpus/benchmark.ts';
import { assemble } from '../src/core/scenarios/assemble.ts';
import { scenarios } from '../src/core/scenarios/list.ts';
import { editsToVerdict } from './bench-edit.ts';
import { processorSpeed, qemuSpeed } from './bench-processor.ts';
import type { Drawing, Frames } from './bench-result.ts';
import { hasSpin, ours, sized, spins } from './spin/spin.ts';
import { findBrowser } from './find-browser.mjs';

const NO_LIMITS = { states: Infinity, bytes: Infinity };

const processors = cpus();
say(`Node ${process.versions.node}, ${processors.length} x ${processors[0]?.model ?? 'unknown processor'}`);
compiling();
stepping();
await exploring();
await editing();
processor();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-gpu'],
});
await drawing(browser);
await loading(browser);
await browser.close();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function compiling(): void {
  for (const scenario of scenarios) {
    const times = Array.from({ length: 5 }, () => timed(() => assemble(scenario, 'v6.4')));
    say(
      `compile ${scenario.id} on v6.4: ${first(times).toFixed(0)} ms cold, ${Math.min(...times).toFixed(0)} ms warm`,
    );
  }
}

/** A seeded walk through the isolated race, over and over; the peer copies each state whole, as a naive history would. */
function stepping(): void {
  const [scenario] = scenarios;
  if (scenario === undefined) return;
  const assembled = assemble(scenario, 'v6.4');
  if (!('system' in assembled)) return;
  const { system } = assembled;
  const start = initialState(system);
  let seed = 1;
  let steps = 0;
  let state = start;
  const walk = (): void => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const taken = takeStep(system, state, { kind: 'step', thread: seed >>> 31 });
    if ('refused' in taken) state = steps % 40 === 0 ? start : state;
    else ({ state } = taken);
    steps++;
  };
  const ours = rate(walk);
  const peer = rate(() => structuredClone(start));
  say(
    `steps: ${Math.round(ours)} a second in Node, properties checked; ${(ours / peer).toFixed(2)} of copying the state by structuredClone`,
  );
}

/**
 * The isolated race by five CPUs that are alike, four tag blocks a page; the peer is Spin's pan on the same model, each state stored
 * whole and none left out, its compiler's time not counted. With `--small` by four CPUs, in seconds instead of minutes.
 */
async function exploring(): Promise<void> {
  const count = process.argv.includes('--small') ? 4 : 5;
  const scenario = alikeInIsolation(count);
  const assembled = assemble(scenario, 'v6.2-flag');
  if (!('system' in assembled)) return;
  const explore = (reductions: Reductions): { states: number; bytes: number; seconds: number } => {
    const exploration = new Exploration(partsOf(assembled.system), NO_LIMITS, reductions);
    const time = timed(() => {
      while (!exploration.advance(50_000));
    });
    const { states, bytes } = exploration.search.progress;
    return { states, bytes, seconds: time / 1000 };
  };
  const figures = (rate_: number, bytes_: number): string =>
    `${Math.round(rate_ / 1000)} thousand states a second, ${bytes_.toFixed(0)} bytes a state`;
  const { states, bytes, seconds } = explore(NO_REDUCTION);
  say(
    `explore isolation on v6.2-flag, ${count} CPUs: ${states} states, ${figures(states / seconds, bytes / states)}`,
  );
  for (const which of ['private', 'order', 'symmetry', 'all'] as const) {
    if (count > 4 && (which === 'private' || which === 'order')) continue;
    const less = explore(which === 'all' ? ALL_REDUCTIONS : { ...NO_REDUCTION, [which]: true });
    say(
      `  with reduction (${which}): ${less.states} states, ${(less.states / states).toFixed(4)} of them, in ${(less.seconds / seconds).toFixed(3)} of the time`,
    );
  }
  if (!hasSpin()) {
    say('  no peer: spin or gcc is not installed');
    return;
  }
  const counted = ours(scenario, 'v6.2-flag', Infinity);
  if ('refused' in counted) return;
  const peer = await spins(counted.model, '-O2', 26);
  const faster = states / seconds / (peer.states / peer.seconds);
  say(
    `  Spin's pan -DNOREDUCE: ${peer.states} states, ${figures(peer.states / peer.seconds, peer.bytes)}; ` +
      `ours are ${faster.toFixed(1)} times as many a second, in ${(bytes / states / peer.bytes).toFixed(2)} of the bytes`,
  );
}

/** Behind a key in the editor; the peer is Spin's whole way from the same model to its answer: `spin -a`, gcc without optimising, pan. */
async function editing(): Promise<void> {
  const isolation = scenarios.find((s) => s.id === 'isolation');
  if (isolation === undefined) return;
  const measured = [4, 16].map((blocks) => {
    const { times, states } = editsToVerdict(sized(isolation, blocks, 3), 'v12');
    say(
      `edit to verdict, three CPUs under the spinlock (v12), ${blocks} tag blocks: ${middle(times).toFixed(1)} ms, the best of ${times.length} ${Math.min(...times).toFixed(1)} ms; ${states} states`,
    );
    return middle(times);
  });
  const scenario = sized(isolation, 4, 3);
  const own = measured[0] ?? 0;
  const counted = hasSpin() ? ours(scenario, 'v12') : { refused: 'spin or gcc is not installed' };
  if ('refused' in counted) {
    say(`  no peer: ${counted.refused}`);
    return;
  }
  const peer = await timedAsync(() => spins(counted.model));
  say(
    `  spin -a, gcc -O0 and pan on the same model: ${peer.toFixed(0)} ms; ours takes ${(own / peer).toFixed(3)} of it`,
  );
}

/** The guest's processor: a tag stored and a load through it, over 1 MiB. */
function processor(): void {
  const checked = processorSpeed(true);
  const unchecked = processorSpeed(false);
  const peer = qemuSpeed();
  say(
    `A64: ${checked.toFixed(1)} million instructions a second with synchronous tag checks, ${unchecked.toFixed(1)} without; ` +
      (peer === null
        ? 'no peer: qemu-aarch64 is not installed'
        : `qemu-aarch64 with checks ${peer.toFixed(1)}, ${(peer / checked).toFixed(1)} times as many`),
  );
}

async function drawing(with_: Browser): Promise<void> {
  const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  await server.listen();
  const page = await with_.newPage();
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}scripts/bench-draw.html`);
  await page.waitForFunction("'measure' in window");
  for (const [name, pages] of [
    ['one page', 1],
    ['4,096 pages', 4096],
    ['64 MiB of granules', 16384],
  ] as const) {
    const drawn = await page.evaluate<Drawing>(`window.measure(${pages})`);
    const peer =
      drawn.rectangles === null
        ? ''
        : `; ${(drawn.painter / drawn.rectangles).toFixed(3)} of a rectangle a granule (${drawn.rectangles.toFixed(1)} ms)`;
    say(`draw ${name} (${drawn.granules} granules): ${drawn.painter.toFixed(2)} ms${peer}`);
  }
  for (const [name, k] of [
    ['the whole, a colour a page', null],
    ['a pixel a granule', 1],
    ['a digit a granule', 28],
  ] as const) {
    const { median, slow } = await page.evaluate<Frames>(`window.measureOverview(${k})`);
    say(
      `overview of 64 MiB while it moves, ${name}: ${median.toFixed(2)} ms a frame, 95 of 100 below ${slow.toFixed(2)} ms; ${(median / (1000 / 60)).toFixed(2)} of a frame at 60 a second`,
    );
  }
  await page.close();
  await server.close();
}

/** The built page, from nothing to the first step button; the peer is a page of the same server with nothing on it. */
async function loading(with_: Browser): Promise<void> {
  const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
  const address = server.resolvedUrls?.local[0] ?? '';
  const times: number[] = [];
  const blank: number[] = [];
  let files = new Map<string, number>();
  for (let round = 0; round < 5; round++) {
    const context = await with_.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    blank.push(await timedAsync(() => page.goto(`${address}favicon.svg`)));
    files = new Map();
    page.on('response', (response) => {
      void response.body().then(
        (body) => files.set(response.url(), gzipSync(body).length),
        () => undefined,
      );
    });
    times.push(
      await timedAsync(async () => {
        await page.goto(address, { waitUntil: 'commit' });
        await page.getByRole('button', { name: /step/i }).first().waitFor();
      }),
    );
    await page.waitForLoadState('networkidle');
    await context.close();
  }
  const kilobytes = [...files.values()].reduce((sum, n) => sum + n, 0) / 1024;
  say(
    `cold load: ${middle(times).toFixed(0)} ms to the first usable frame, ${(middle(times) / middle(blank)).toFixed(1)} times a blank page (${middle(blank).toFixed(0)} ms); ` +
      `${files.size} files, ${kilobytes.toFixed(0)} KiB compressed`,
  );
  await server.close();
}

function timed(body: () => unknown): number {
  const start = performance.now();
  body();
  return performance.now() - start;
}

async function timedAsync(body: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await body();
  return performance.now() - start;
}

/** Calls a second, over half a second, after as much again to warm up. */
function rate(body: () => unknown): number {
  for (const until = performance.now() + 500; performance.now() < until;) body();
  let calls = 0;
  const start = performance.now();
  for (; performance.now() - start < 500; calls++) body();
  return (calls / (performance.now() - start)) * 1000;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function first(values: readonly number[]): number {
  return values[0] ?? 0;
}
