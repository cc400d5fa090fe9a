/** The shape of a link between two elements: from the side of one that faces the other, through the gaps between all of them. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface LinkShape {
  readonly path: string;
  /** Where it ends, for a dot. */
  readonly end: readonly [x: number, y: number];
}

const right = (box: Box): number => box.left + box.width;
const bottom = (box: Box): number => box.top + box.height;

/** Whether `a` and `b` stand side by side, with a gap between them. */
export function besideEachOther(a: Box, b: Box): boolean {
  return right(a) <= b.left || right(b) <= a.left;
}

/** A line that leaves and arrives at right angles, and goes around `others`: it crosses no element, and so no text. */
export function linkShape(from: Box, to: Box, others: readonly Box[] = []): LinkShape {
  return besideEachOther(from, to) ? sideways(from, to, others) : upright(from, to, others);
}

/** How far from an element a line keeps, and how round its corners are. */
const GAP = 8;

function sideways(from: Box, to: Box, others: readonly Box[]): LinkShape {
  const toRight = right(from) <= to.left;
  const [x1, x2] = toRight ? [right(from), to.left] : [from.left, right(to)];
  const y1 = from.top + from.height / 2;
  const y2 = within(y1, to);
  const between = others.filter((box) => overlaps(box, x1, x2, y1, y2));
  if (between.length === 0) {
    const bend = (x1 + x2) / 2;
    return { path: `M${x1},${y1}C${bend},${y1} ${bend},${y2} ${x2},${y2}`, end: [x2, y2] };
  }
  // Up or down in the gap before the first of them.
  const first = toRight ? Math.min(...between.map((box) => box.left)) : Math.max(...between.map(right));
  return rounded([x1, y1], [(x1 + first) / 2, y1], [(x1 + first) / 2, y2], [x2, y2]);
}

/** Where a level line from y meets the box, or the edge nearest to it, a little inside of the corner. */
function within(y: number, box: Box): number {
  const inset = Math.min(12, box.height / 2);
  return Math.min(bottom(box) - inset, Math.max(box.top + inset, y));
}

function upright(from: Box, to: Box, others: readonly Box[]): LinkShape {
  const down = bottom(from) <= to.top;
  const [start, end] = down ? [bottom(from), to.top] : [from.top, bottom(to)];
  const x = middleOfBoth(from, to);
  const blockers = others.filter((box) => overlaps(box, -Infinity, Infinity, start, end));
  if (!isBlocked(x, blockers)) return { path: `M${x},${start}L${x},${end}`, end: [x, end] };

  // Out at a side, along where nothing stands, and in again just before the end.
  const sides = [
    right(from) + GAP,
    from.left - GAP,
    Math.min(...blockers.map((box) => box.left)) - GAP,
    Math.max(...blockers.map(right)) + GAP,
  ];
  const along = sides.find((side) => !isBlocked(side, blockers)) ?? right(from) + GAP;
  const edge = along > from.left ? right(from) : from.left;
  const middle = from.top + from.height / 2;
  const before = end + (down ? -1 : 1) * (GAP + 2);
  const into = Math.min(right(to) - 2 * GAP, Math.max(to.left + 2 * GAP, along));
  return into === along
    ? rounded([edge, middle], [along, middle], [along, end])
    : rounded([edge, middle], [along, middle], [along, before], [into, before], [into, end]);
}

function isBlocked(x: number, boxes: readonly Box[]): boolean {
  return boxes.some((box) => box.left <= x && x <= right(box));
}

function overlaps(box: Box, x1: number, x2: number, y1: number, y2: number): boolean {
  const [left, end] = [Math.min(x1, x2), Math.max(x1, x2)];
  const [top, low] = [Math.min(y1, y2), Math.max(y1, y2)];
  return box.left < end && right(box) > left && box.top < low && bottom(box) > top;
}

/** The middle of what both have in common, so that the line is straight. */
function middleOfBoth(a: Box, b: Box): number {
  const left = Math.max(a.left, b.left);
  const end = Math.min(right(a), right(b));
  return left < end ? (left + end) / 2 : a.left + a.width / 2;
}

type Point = readonly [x: number, y: number];

/** Straight pieces with rounded corners. */
function rounded(start: Point, ...rest: readonly Point[]): LinkShape {
  let path = `M${start[0]},${start[1]}`;
  let last = start;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (next === undefined) path += `L${corner[0]},${corner[1]}`;
    else path += `L${towards(corner, last).join()}Q${corner.join()} ${towards(corner, next).join()}`;
    last = corner;
  });
  return { path, end: last };
}

/** A point near the corner, in the direction of another. */
function towards(corner: Point, other: Point): Point {
  const distance = Math.hypot(other[0] - corner[0], other[1] - corner[1]);
  const part = Math.min(GAP, distance / 2) / (distance || 1);
  return [corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part];
}

/**
 * From a card to one granule: through the gap to the edge of the grid, then between two rows of cells, so that it crosses no digit.
 * `rowLine` is the y of the line above or below the granule's row; `cell` are the x at which the granule begins and ends.
 */
export function leader(card: Box, grid: Box, rowLine: number, cell: readonly [number, number]): string {
  const atRight = card.left >= right(grid);
  const [start, edge] = atRight ? [card.left, right(grid)] : [right(card), grid.left];
  const bend = (start + edge) / 2;
  const y = card.top + Math.min(20, card.height / 2);
  return `M${start},${y}C${bend},${y} ${bend},${rowLine} ${edge},${rowLine}L${atRight ? cell[1] : cell[0]},${rowLine}`;
}
