/** Two texts line by line: what was taken away, what was put in, and a few lines around. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  /** From 1, in the text after; for a removed line, in the text before. */
  readonly number: number;
  readonly text: string;
}

/** Beyond this many pairs of lines the changed middle is shown as replaced, whole. */
const MOST_PAIRS = 4_000_000;

/** Stretches that changed, each with up to `around` equal lines at both ends. */
export function diffHunks(before: string, after: string, around = 3): DiffLine[][] {
  const lines = diffLines(before, after);
  const near = new Set<number>();
  lines.forEach(({ kind }, i) => {
    if (kind !== 'same') for (let n = i - around; n <= i + around; n++) near.add(n);
  });
  const hunks: DiffLine[][] = [];
  lines.forEach((line, i) => {
    if (!near.has(i)) return;
    if (!near.has(i - 1) || i === 0) hunks.push([]);
    hunks.at(-1)?.push(line);
  });
  return hunks;
}

export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const middle = common(a.slice(head, a.length - tail), b.slice(head, b.length - tail));

  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  const upTo = (nextA: number, nextB: number): void => {
    for (; i < nextA; i++) lines.push({ kind: 'removed', number: i + 1, text: a[i] ?? '' });
    for (; j < nextB; j++) lines.push({ kind: 'added', number: j + 1, text: b[j] ?? '' });
  };
  const same = (): void => {
    lines.push({ kind: 'same', number: j + 1, text: b[j] ?? '' });
    i++;
    j++;
  };
  while (i < head) same();
  for (const [x, y] of middle) {
    upTo(head + x, head + y);
    same();
  }
  upTo(a.length - tail, b.length - tail);
  while (i < a.length) same();
  return lines;
}

/** A longest common subsequence, as pairs of indices. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > MOST_PAIRS) return [];
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
