import type { Reductions } from '../../run/explorer.ts';
import styles from './ExplorePanel.module.css';

interface Props {
  readonly leaveOut: Reductions;
  readonly onLeaveOut: (leaveOut: Reductions) => void;
  /** Not with a bound on preemptions: that tells apart what a reduction takes for the same. */
  readonly possible: boolean;
}

const rows: readonly (readonly [which: 'private' | 'order' | 'symmetry', name: string, title: string])[] = [
  [
    'private',
    'the order of private steps',
    'Steps that touch only what no other thread ever touches, or nothing at all, are taken at once.',
  ],
  [
    'order',
    'the order of independent steps',
    'Partial-order reduction: a step that conflicts with nothing another thread may still do is taken at once.',
  ],
  [
    'symmetry',
    'which of identical threads is which',
    'Symmetry: of states that differ only in the names of identical threads, one is kept.',
  ],
];

/** What the search may leave out without changing a verdict. It then counts no interleavings. */
export function LeaveOut({ leaveOut, onLeaveOut, possible }: Props) {
  const chosen = rows.filter(([which]) => possible && leaveOut[which]).map(([, name]) => name);
  return (
    <details className={styles.bounds}>
      <summary>Left out: {chosen.length === 0 ? 'nothing' : chosen.join(', ')}</summary>
      <fieldset className={styles.leftOut} disabled={!possible}>
        <legend className={styles.small}>
          {possible
            ? 'Verdicts stay the same with fewer states; interleavings are then not counted.'
            : 'Nothing can be left out while preemptions are bounded.'}
        </legend>
        {rows.map(([which, name, title]) => (
          <label key={which} title={title}>
            <input
              type="checkbox"
              checked={leaveOut[which]}
              onChange={({ target: { checked } }) => {
                onLeaveOut({ ...leaveOut, [which]: checked });
              }}
            />
            {name}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
