import type { Bar, BarRun } from '../../picture/bars.ts';
import type { Lanes } from '../../picture/lanes.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './Bars.module.css';
import type { View } from './useView.ts';

interface Props {
  readonly bars: readonly Bar[];
  readonly layout: Lanes;
  readonly cursor: number;
  readonly view: View;
  readonly threadName: (thread: number) => string;
}

/** From when to when something held. What lies beyond the cursor is drawn as an outline. */
export function Bars({ bars, layout, cursor, view, threadName }: Props) {
  const [left, right] = [view.left - 200, view.left + view.width + 200];
  return (
    <div className={styles.bars} aria-hidden>
      {bars.map(({ fact, runs }) => (
        <div key={`${fact.where} ${fact.label}`} className={styles.bar}>
          {runs
            .flatMap((run) => splitAt(cursor, run))
            .map((run) => ({ run, from: placeOf(layout, run.from), to: placeOf(layout, run.to) }))
            .filter(({ from, to }) => to > left && from < right)
            .map(({ run, from, to }) => (
              <div
                key={run.from}
                className={styles.run}
                data-kind={fact.kind}
                data-ahead={run.from > cursor}
                title={
                  fact.kind === 'lock' && run.thread !== null
                    ? `${fact.label}: ${threadName(run.thread)}`
                    : fact.label
                }
                style={{
                  ...(run.thread === null || fact.kind === 'flag' || fact.kind === 'valid'
                    ? {}
                    : threadColours(run.thread)),
                  ...({ '--level': run.level } as Record<`--${string}`, number>),
                  left: from,
                  width: to - from,
                }}
              />
            ))}
        </div>
      ))}
    </div>
  );
}

/**
 * The moment after a step is drawn below the step's cell, so that at the playhead the past ends and what is ahead begins. The moment
 * before the first step has the room left of it.
 */
function placeOf({ at }: Lanes, moment: number): number {
  return moment === 0 ? -LEAD : (at[moment - 1] ?? 0);
}

/** Room before the first step, in pixels. */
export const LEAD = 14;

function splitAt(cursor: number, run: BarRun): BarRun[] {
  const edge = cursor + 1;
  return run.from < edge && edge < run.to
    ? [
        { ...run, to: edge },
        { ...run, from: edge },
      ]
    : [run];
}
