/** Paints a guest's memory on a canvas: from afar a pixel a page, then a pixel a granule, then digits; of all of it what the view shows. */
import { COLUMNS, tagOf } from '../../picture/granules.ts';
import {
  colourShown,
  pagesAcross,
  pageState,
  shownPages,
  type Extent,
  type OverviewView,
  type PageState,
  type Shown,
} from '../../picture/overview.ts';
import type { TagLook } from '../memory/tag-look.ts';

/** What the theme says of pages, beside tags. */
export interface OverviewLook extends TagLook {
  readonly ink: string;
  /** Behind all. */
  readonly panel: string;
  /** A page from afar, as a pixel. */
  readonly states: Readonly<Record<PageState, number>>;
}

export interface Memory {
  /** Two tags a byte, page after page. */
  readonly tags: Uint8Array;
  /** By page: how far it is. */
  readonly pages: Uint8Array;
}

export interface OverviewPainter {
  paint(memory: Memory, view: OverviewView, extent: Extent, look: OverviewLook): void;
}

/** Below this many pixels a granule, a page is one colour. */
const GRANULES_FROM = 0.9;
const DIGITS_FROM = 14;

export function overviewPainter(canvas: HTMLCanvasElement): OverviewPainter {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no canvas');
  let bitmap: Bitmap | null = null;
  return {
    paint(memory, view, extent, look) {
      const dots = devicePixelRatio;
      const [width, height] = [Math.round(extent.width * dots), Math.round(extent.height * dots)];
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = look.panel;
      context.fillRect(0, 0, width, height);
      context.imageSmoothingEnabled = false;
      context.setTransform(dots, 0, 0, dots, view.x * dots, view.y * dots);

      const count = memory.pages.length;
      const far = view.k < GRANULES_FROM;
      const shown = far
        ? { left: 0, top: 0, right: pagesAcross(count), bottom: pagesAcross(count) }
        : shownPages(view, count, extent);
      const unit = far ? 1 : COLUMNS;
      const [columns, rows] = [(shown.right - shown.left) * unit, (shown.bottom - shown.top) * unit];
      if (columns <= 0 || rows <= 0) return;
      if (bitmap?.image.width !== columns || bitmap.image.height !== rows) bitmap = newBitmap(columns, rows);
      bitmap.pixels.fill(0);
      if (far) {
        for (let page = 0; page < count; page++)
          bitmap.pixels[page] = look.states[pageState(memory.pages, page)];
      } else colourShown(memory.tags, shown, count, look.pixels, bitmap.pixels);
      bitmap.context.putImageData(bitmap.image, 0, 0);
      const side = COLUMNS * view.k;
      context.drawImage(
        bitmap.canvas,
        shown.left * side,
        shown.top * side,
        (shown.right - shown.left) * side,
        (shown.bottom - shown.top) * side,
      );
      if (far) return;
      if (view.k >= DIGITS_FROM) drawDigits(context, memory.tags, shown, count, view, extent, look);
      drawStates(context, memory.pages, shown, side, look);
    },
  };
}

interface Bitmap {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly image: ImageData;
  readonly pixels: Uint32Array;
}

function newBitmap(width: number, height: number): Bitmap {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no canvas');
  const image = context.createImageData(width, height);
  return { canvas, context, image, pixels: new Uint32Array(image.data.buffer) };
}

/** What is not sent lies under a veil; what was written since has a frame and a corner. */
function drawStates(
  context: CanvasRenderingContext2D,
  pages: Uint8Array,
  { left, top, right, bottom }: Shown,
  side: number,
  look: OverviewLook,
): void {
  const across = pagesAcross(pages.length);
  const line = Math.min(3, Math.max(1, side / 24));
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const page = row * across + column;
      if (page >= pages.length) continue;
      const state = pageState(pages, page);
      const [x, y] = [column * side, row * side];
      if (state === 'not sent') {
        context.globalAlpha = 0.6;
        context.fillStyle = look.panel;
        context.fillRect(x, y, side, side);
        context.globalAlpha = 1;
      } else if (state === 'written') {
        context.strokeStyle = look.ink;
        context.lineWidth = line;
        context.strokeRect(x + line / 2, y + line / 2, side - line, side - line);
        context.fillStyle = look.ink;
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(x + side / 4, y);
        context.lineTo(x, y + side / 4);
        context.fill();
      }
    }
  }
}

/** Of the granules in view. */
function drawDigits(
  context: CanvasRenderingContext2D,
  tags: Uint8Array,
  shown: Shown,
  pages: number,
  { x, y, k }: OverviewView,
  { width, height }: Extent,
  look: OverviewLook,
): void {
  const across = pagesAcross(pages);
  context.font = `500 ${(k * 0.66).toFixed(1)}px ${look.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const first = { column: Math.max(shown.left * COLUMNS, Math.floor(-x / k)), row: Math.max(shown.top * COLUMNS, Math.floor(-y / k)) }; // prettier-ignore
  const last = { column: Math.min(shown.right * COLUMNS, Math.ceil((width - x) / k)), row: Math.min(shown.bottom * COLUMNS, Math.ceil((height - y) / k)) }; // prettier-ignore
  context.fillStyle = look.line;
  for (let column = first.column; column <= last.column; column++)
    context.fillRect(column * k - 0.5, first.row * k, 1, (last.row - first.row) * k);
  for (let row = first.row; row <= last.row; row++)
    context.fillRect(first.column * k, row * k - 0.5, (last.column - first.column) * k, 1);
  for (let row = first.row; row < last.row; row++) {
    for (let column = first.column; column < last.column; column++) {
      const page = Math.floor(row / COLUMNS) * across + Math.floor(column / COLUMNS);
      if (page >= pages) continue;
      const tag = tagOf(tags, page * COLUMNS * COLUMNS + (row % COLUMNS) * COLUMNS + (column % COLUMNS));
      context.fillStyle = look.digits[tag] ?? '';
      context.fillText(tag.toString(16), (column + 0.5) * k, (row + 0.72) * k);
    }
  }
}
