/** Tags to pixels and shapes: 256 granules a page in 16 columns, so that a row is one hex digit of the granule's number. */
import { GRANULES_A_PAGE, tagAt } from '../core/machine/state.ts';

export const GRANULE_BYTES = 16;
export const COLUMNS = 16;
export const ROWS = GRANULES_A_PAGE / COLUMNS;

/** A run of granules; `to` is exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Colours packed tags (two a byte, the even granule in the low nibble) one pixel a granule. Works for one page and for 64 MiB of them
 * alike; `from` and `to` are bytes, so that only rows that changed need to be coloured again.
 */
export function colourTags(
  tags: Uint8Array,
  palette: Uint32Array,
  pixels: Uint32Array,
  from = 0,
  to = tags.length,
): void {
  for (let i = from, at = from * 2; i < to; i++) {
    const byte = tags[i] ?? 0;
    pixels[at++] = palette[byte & 0xf] ?? 0;
    pixels[at++] = palette[byte >> 4] ?? 0;
  }
}

/** The tag of a granule, 0 to 15. */
export function tagOf(tags: Uint8Array, granule: number): number {
  return tagAt(tags, granule);
}

/** The rows whose tags differ; every row when there is nothing to compare with. */
export function rowsThatDiffer(before: Uint8Array | null, after: Uint8Array, columns = COLUMNS): number[] {
  const bytes = columns / 2;
  const rows: number[] = [];
  for (let row = 0; row * bytes < after.length; row++) {
    for (let i = row * bytes; i < (row + 1) * bytes; i++) {
      if (before?.[i] !== after[i]) {
        rows.push(row);
        break;
      }
    }
  }
  return rows;
}

/** Granules whose tag differs, as runs that stay within a row. */
export function changedRuns(before: Uint8Array, after: Uint8Array): Range[] {
  const runs: { from: number; to: number }[] = [];
  for (let granule = 0; granule < after.length * 2; granule++) {
    const shift = (granule & 1) * 4;
    const differs = (((before[granule >> 1] ?? 0) ^ (after[granule >> 1] ?? 0)) >> shift) & 0xf;
    if (differs === 0) continue;
    const last = runs.at(-1);
    if (last?.to === granule && granule % COLUMNS !== 0) last.to++;
    else runs.push({ from: granule, to: granule + 1 });
  }
  return runs;
}

/**
 * SVG path around a run of granules, in cells: a rectangle where it fills rows or stays in one, else the staircase around it.
 * `grow` moves the line outwards.
 */
export function outline({ from, to }: Range, grow = 0): string {
  const last = to - 1;
  const [top, bottom] = [Math.floor(from / COLUMNS), Math.floor(last / COLUMNS) + 1];
  const [start, end] = [from % COLUMNS, (last % COLUMNS) + 1];
  const [left, right, up, down] = [-grow, COLUMNS + grow, top - grow, bottom + grow];
  if (bottom - top === 1) return rectangle(start - grow, up, end + grow, down);
  if (start === 0 && end === COLUMNS) return rectangle(left, up, right, down);
  const [startX, endX] = [start - grow, end + grow];
  const [firstRowEnds, lastRowStarts] = [top + 1 - grow, bottom - 1 + grow];
  const corners: [number, number][] = [
    [start === 0 ? left : startX, up],
    [right, up],
    ...(end === COLUMNS
      ? []
      : ([
          [right, lastRowStarts],
          [endX, lastRowStarts],
        ] as [number, number][])),
    [end === COLUMNS ? right : endX, down],
    [left, down],
    ...(start === 0
      ? []
      : ([
          [left, firstRowEnds],
          [startX, firstRowEnds],
        ] as [number, number][])),
  ];
  return `M${corners.map(([x, y]) => `${x},${y}`).join('L')}Z`;
}

function rectangle(left: number, top: number, right: number, bottom: number): string {
  return `M${left},${top}L${right},${top}L${right},${bottom}L${left},${bottom}Z`;
}

/** `8e`, as a granule is called everywhere. */
export function granuleName(granule: number): string {
  return granule.toString(16).padStart(2, '0');
}

/** `80–8f`, or `8e` for one. */
export function rangeName({ from, to }: Range): string {
  return to - from === 1 ? granuleName(from) : `${granuleName(from)}–${granuleName(to - 1)}`;
}

/** Where a granule's neighbour lies when an arrow key is pressed; the same granule at the edge. */
export function neighbour(granule: number, key: string): number | null {
  const column = granule % COLUMNS;
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? granule - 1 : granule;
    case 'ArrowRight':
      return column < COLUMNS - 1 ? granule + 1 : granule;
    case 'ArrowUp':
      return granule >= COLUMNS ? granule - COLUMNS : granule;
    case 'ArrowDown':
      return granule + COLUMNS < GRANULES_A_PAGE ? granule + COLUMNS : granule;
    case 'Home':
      return granule - column;
    case 'End':
      return granule - column + COLUMNS - 1;
    case 'PageUp':
      return column;
    case 'PageDown':
      return GRANULES_A_PAGE - COLUMNS + column;
    default:
      return null;
  }
}
