/** Paints tags on a canvas: one pixel a granule into a small bitmap, scaled up; then lines and digits where there is room. */
import { colourTags, rowsThatDiffer, tagOf } from '../../picture/granules.ts';
import type { TagLook } from './tag-look.ts';

export interface TagPainter {
  /** Paints `tags` (two a byte) with cells of so many CSS pixels; only rows that differ from what was painted last. */
  paint(tags: Uint8Array, look: TagLook, cell: number): void;
}

/** Below this size in CSS pixels a digit could not be read. */
const SMALLEST_CELL_WITH_DIGIT = 14;
/** Below this one the lines would hide the colours. */
const SMALLEST_CELL_WITH_LINES = 4;
const MOST_DIGITS = 4096;

interface Bitmap {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly image: ImageData;
  readonly pixels: Uint32Array;
}

/** A painter for one canvas. A page has 16 columns; all of a memory takes more (2,048 show 64 MiB as a square). */
export function tagPainter(canvas: HTMLCanvasElement, columns: number): TagPainter {
  const context = contextOf(canvas);
  let bitmap: Bitmap | null = null;
  let last: { tags: Uint8Array; look: TagLook; size: string } | null = null;

  return {
    paint(tags, look, cell) {
      const rows = Math.ceil((tags.length * 2) / columns);
      const scale = cell * devicePixelRatio;
      const size = `${Math.round(columns * scale)} ${Math.round(rows * scale)}`;
      const [width = 0, height = 0] = size.split(' ').map(Number);
      if (last?.size !== size || bitmap?.image.height !== rows) {
        canvas.width = width;
        canvas.height = height;
        bitmap = newBitmap(columns, rows);
        last = null;
      }
      const before = last?.look === look ? last.tags : null;
      const dirty = stretches(rowsThatDiffer(before, tags, columns));
      // First all pixels, then all drawing: a bitmap that was drawn is copied when it is written to again.
      for (const [first, end] of dirty) {
        colourTags(tags, look.pixels, bitmap.pixels, (first * columns) / 2, (end * columns) / 2);
        bitmap.context.putImageData(bitmap.image, 0, 0, 0, first, columns, end - first);
      }
      context.imageSmoothingEnabled = false;
      for (const [first, end] of dirty) {
        context.drawImage(
          bitmap.canvas,
          0,
          first,
          columns,
          end - first,
          0,
          first * scale,
          width,
          (end - first) * scale,
        );
        if (cell >= SMALLEST_CELL_WITH_LINES) drawLines(context, look, scale, columns, first, end);
        if (cell >= SMALLEST_CELL_WITH_DIGIT && tags.length * 2 <= MOST_DIGITS) {
          drawDigits(context, look, scale, columns, tags, first, end);
        }
      }
      last = { tags: tags.slice(), look, size };
    },
  };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no canvas');
  return context;
}

function newBitmap(columns: number, rows: number): Bitmap {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = contextOf(canvas);
  const image = context.createImageData(columns, rows);
  return { canvas, context, image, pixels: new Uint32Array(image.data.buffer) };
}

/** Rows in a row, so that 64 MiB that changed are one call and not 2,048. */
function stretches(rows: readonly number[]): [first: number, end: number][] {
  const found: [number, number][] = [];
  for (const row of rows) {
    const open = found.at(-1);
    if (open?.[1] === row) open[1]++;
    else found.push([row, row + 1]);
  }
  return found;
}

function drawLines(
  context: CanvasRenderingContext2D,
  look: TagLook,
  scale: number,
  columns: number,
  first: number,
  end: number,
): void {
  // One device pixel or two at the right and the bottom of every cell, drawn whole so that they are sharp.
  const thick = Math.max(1, Math.round(scale / 18));
  context.fillStyle = look.line;
  const [top, bottom] = [Math.round(first * scale), Math.round(end * scale)];
  for (let column = 1; column <= columns; column++) {
    context.fillRect(Math.round(column * scale) - thick, top, thick, bottom - top);
  }
  for (let row = first + 1; row <= end; row++) {
    context.fillRect(0, Math.round(row * scale) - thick, Math.round(columns * scale), thick);
  }
}

function drawDigits(
  context: CanvasRenderingContext2D,
  look: TagLook,
  scale: number,
  columns: number,
  tags: Uint8Array,
  first: number,
  end: number,
): void {
  context.font = `500 ${Math.round(scale * 0.66)}px ${look.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  for (let granule = first * columns; granule < end * columns; granule++) {
    const tag = tagOf(tags, granule);
    const [x, y] = [(granule % columns) + 0.47, Math.floor(granule / columns) + 0.72];
    context.fillStyle = look.digits[tag] ?? '';
    context.fillText(tag.toString(16), x * scale, y * scale);
  }
}
