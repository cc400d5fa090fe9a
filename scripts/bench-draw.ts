/** The page that `npm run bench` opens to measure drawing: the painter of the granule grid beside a rectangle a granule. */
import { tagPainter } from '../src/ui/memory/paint.ts';
import { TAG_COLOURS } from '../src/picture/palette.ts';
import { advance, startPrecopy } from '../src/core/precopy/precopy.ts';
import { overviewPainter } from '../src/ui/overview/paint-overview.ts';
import type { Drawing, Frames } from './bench-result.ts';

declare global {
  interface Window {
    measure: (pages: number) => Drawing;
    measureOverview: (k: number | null) => Frames;
  }
}

const COLOURS = [...TAG_COLOURS];

window.measure = (pages) => {
  const columns = pages === 1 ? 16 : 2 ** Math.ceil(Math.log2(pages * 256) / 2);
  const rows = (pages * 256) / columns;
  const cell = pages === 1 ? 20 : 1024 / columns / devicePixelRatio;
  const canvas = document.createElement('canvas');
  const pixels = new Uint32Array(16).map((_, tag) => 0xff000000 | (tag * 0x0f0f0f));
  const look = {
    colours: COLOURS,
    digits: COLOURS.map(() => '#000'),
    pixels,
    line: '#888',
    font: 'monospace',
  };
  const versions = [1, 2].map((seed) =>
    Uint8Array.from({ length: pages * 128 }, (_, i) => (i * 31 * seed) & 0xff),
  );
  const painter = tagPainter(canvas, columns);
  const painted = median(9, (round) => {
    painter.paint(versions[round % 2] ?? new Uint8Array(), look, cell);
    flush(canvas);
  });
  return {
    granules: pages * 256,
    painter: painted,
    rectangles:
      pages > 4096
        ? null
        : median(3, () => {
            rectangles(columns, rows);
          }),
  };
};

/** 64 MiB in a view of 1024 by 700 pixels, `k` of them a granule, or the whole; a frame is what is sent and written in it, and its painting. */
window.measureOverview = (k) => {
  const extent = { width: 1024, height: 700 };
  const scale = k ?? 700 / 2048;
  // The part of memory that the guest uses most lies in the middle.
  const view = { x: extent.width / 2 - 1024 * scale, y: extent.height / 2 - 1024 * scale, k: scale };
  const canvas = document.createElement('canvas');
  const painter = overviewPainter(canvas);
  const look = {
    colours: COLOURS,
    digits: COLOURS.map(() => '#000'),
    pixels: new Uint32Array(16).map((_, tag) => 0xff000000 | (tag * 0x0f0f0f)),
    line: '#888',
    font: 'monospace',
    ink: '#000',
    panel: '#fff',
    states: { 'not sent': 0xffe0e0e0, same: 0xff456b1c, written: 0xff000000 },
  };
  const migration = startPrecopy(1, 16_384);
  const times: number[] = [];
  for (let frame = 0; frame < 120; frame++) {
    const start = performance.now();
    advance(migration, { sent: 96, written: 6 });
    painter.paint({ tags: migration.source, pages: migration.pages }, view, extent, look);
    flush(canvas);
    times.push(performance.now() - start);
  }
  // The first ones are for the compiler.
  const sorted = times.slice(20).sort((a, b) => a - b);
  return { median: sorted[50] ?? 0, slow: sorted[95] ?? 0 };
};

function rectangles(columns: number, rows: number): void {
  const canvas = document.createElement('canvas');
  canvas.width = 1024;
  canvas.height = 1024;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const [width, height] = [1024 / columns, 1024 / rows];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      context.fillStyle = COLOURS[(row * 7 + column) & 15] ?? '';
      context.fillRect(column * width, row * height, width, height);
    }
  }
  flush(canvas);
}

/** Waits until what was drawn is drawn: reading one pixel back needs all of it. */
function flush(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
}

function median(rounds: number, body: (round: number) => void): number {
  const times = Array.from({ length: rounds + 1 }, (_, round) => {
    const start = performance.now();
    body(round);
    return performance.now() - start;
  });
  return times.slice(1).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
