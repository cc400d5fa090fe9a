/** Two texts line by line: what was taken away, what was put in, and a few lines around. */
import { diffArrays } from 'diff';
import { MOST_LINE_EDITS } from '../core/limits.ts';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  /** From 1, in the text after; for a removed line, in the text before. */
  readonly number: number;
  readonly text: string;
}

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
  const [a, b] = [before.split('\n'), after.split('\n')];
  const parts = diffArrays(a, b, { maxEditLength: MOST_LINE_EDITS }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  let [i, j] = [0, 0];
  return parts.flatMap(({ value, removed, added }) =>
    value.map((text): DiffLine => {
      if (!added) i++;
      if (!removed) j++;
      return removed
        ? { kind: 'removed', number: i, text }
        : { kind: added ? 'added' : 'same', number: j, text };
    }),
  );
}
