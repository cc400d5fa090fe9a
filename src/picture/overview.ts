/** All of a guest's memory as a square of pages, each a square of 16 by 16 granules: where a granule lies, and what a view shows of it. */
import { NOT_SENT, SAME } from '../core/precopy/precopy.ts';
import { COLUMNS, ROWS } from './granules.ts';

/** What is seen: `k` CSS pixels a granule, and where the first granule's corner lies. */
export interface OverviewView {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** What the destination has of a page: nothing; all that is in it; what was in it, before the guest wrote there again. */
export type PageState = 'not sent' | 'same' | 'written';

/** How far a page is. */
export function pageState(pages: Uint8Array, page: number): PageState {
  const state = pages[page];
  return state === NOT_SENT ? 'not sent' : state === SAME ? 'same' : 'written';
}

/** Pages beside each other. */
export function pagesAcross(pages: number): number {
  return Math.ceil(Math.sqrt(pages));
}

/** Columns and rows of pages; ends are exclusive. */
export interface Shown {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The pages of which a view shows something, by column and row of pages. */
export function shownPages({ x, y, k }: OverviewView, pages: number, { width, height }: Extent): Shown {
  const side = COLUMNS * k;
  const across = pagesAcross(pages);
  const clamped = (n: number): number => Math.min(across, Math.max(0, n));
  return {
    left: clamped(Math.floor(-x / side)),
    top: clamped(Math.floor(-y / side)),
    right: clamped(Math.ceil((width - x) / side)),
    bottom: clamped(Math.ceil((height - y) / side)),
  };
}

/** Colours the granules of these pages, a pixel each, row by row; pages that there are not stay as they are. */
export function colourShown(
  tags: Uint8Array,
  { left, top, right, bottom }: Shown,
  pages: number,
  palette: Uint32Array,
  pixels: Uint32Array,
): void {
  const across = pagesAcross(pages);
  const width = (right - left) * COLUMNS;
  const bytes = COLUMNS / 2;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const page = row * across + column;
      if (page >= pages) continue;
      for (let line = 0; line < ROWS; line++) {
        let at = ((row - top) * ROWS + line) * width + (column - left) * COLUMNS;
        const from = (page * ROWS + line) * bytes;
        for (let i = from; i < from + bytes; i++) {
          const byte = tags[i] ?? 0;
          pixels[at++] = palette[byte & 0xf] ?? 0;
          pixels[at++] = palette[byte >> 4] ?? 0;
        }
      }
    }
  }
}

/** The page and the granule in it that lie under a point, or null beside memory. */
export function granuleAt(
  { x, y, k }: OverviewView,
  [px, py]: readonly [number, number],
  pages: number,
): { readonly page: number; readonly granule: number } | null {
  const [column, row] = [Math.floor((px - x) / k), Math.floor((py - y) / k)];
  const across = pagesAcross(pages);
  if (column < 0 || row < 0 || column >= across * COLUMNS) return null;
  const page = Math.floor(row / ROWS) * across + Math.floor(column / COLUMNS);
  if (page >= pages) return null;
  return { page, granule: (row % ROWS) * COLUMNS + (column % COLUMNS) };
}
