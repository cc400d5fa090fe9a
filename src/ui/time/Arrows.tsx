import { useMemo } from 'react';
import type { ArrowMetrics } from '../../picture/arrows.ts';
import { arrowMark } from '../../picture/arrows.ts';
import type { Lanes } from '../../picture/lanes.ts';
import { happensBefore } from '../../run/happens-before.ts';
import type { RunSnapshot } from '../../run/run.ts';
import styles from './Arrows.module.css';
import type { View } from './useView.ts';

interface Props {
  readonly steps: RunSnapshot['steps'];
  readonly cursor: number;
  readonly layout: Lanes;
  readonly metrics: ArrowMetrics;
  readonly view: View;
  /** The step, from 0, whose arrows stand out. */
  readonly about: number;
}

/** From a step to a step of another thread that had to come after it; those of one step stand out. What it says in words is beside it. */
export function Arrows({ steps, cursor, layout, metrics, view, about }: Props) {
  const [left, right] = [view.left - 200, view.left + view.width + 200];
  const laneOf = (step: number) => Math.max(0, steps[step]?.thread ?? 0);
  const arrows = useMemo(() => happensBefore(steps), [steps]);
  const marks = arrows.flatMap(({ from, to }) => {
    if ((layout.at[from] ?? 0) > right || (layout.at[to + 1] ?? 0) < left) return [];
    const mark = arrowMark(
      layout,
      metrics,
      { step: from, lane: laneOf(from) },
      { step: to, lane: laneOf(to) },
    );
    return mark === null ? [] : [{ ...mark, from, to }];
  });
  // Those that stand out are drawn over the others.
  const strong = marks.filter(({ from, to }) => from === about || to === about);
  return (
    <svg className={styles.arrows} aria-hidden>
      {[...marks.filter((mark) => !strong.includes(mark)), ...strong].map((mark) => (
        <g
          key={`${mark.from} ${mark.to}`}
          className={styles.arrow}
          data-arrow={`${mark.from + 1} ${mark.to + 1}`}
          data-strong={strong.includes(mark)}
          data-ahead={mark.to >= cursor}
          data-breaks={mark.to === about && (steps[mark.to]?.broke.length ?? 0) > 0}
        >
          <path className={styles.line} d={mark.line} />
          <path className={styles.head} d={mark.head} />
        </g>
      ))}
    </svg>
  );
}
