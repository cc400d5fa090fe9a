import { ArrowRight } from 'lucide-react';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import type { Place } from '../edit/place.ts';
import { threadInHand } from '../keyboard/turn.ts';
import type { PointedAt } from './pointed-at.ts';
import { ThreadCard } from './ThreadCard.tsx';
import styles from './ThreadsPanel.module.css';

interface Props {
  /** Whether something else stands in the column too: then the cards do not share its whole height. */
  readonly beside: boolean;
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly pointedAt: PointedAt | null;
  readonly onEdit: (place: Place) => void;
}

export function ThreadsPanel({ beside, snapshot, actions, pointedAt, onEdit }: Props) {
  const inHand = threadInHand(snapshot);
  const atStart = snapshot.cursor === 0 && snapshot.steps.length === 0;
  return (
    <>
      <div className={styles.top}>
        <h2 className={controls.heading}>Threads</h2>
        {atStart && <Hint threads={snapshot.threads.length} />}
      </div>
      <div className={styles.cards} data-beside={beside} data-many={snapshot.threads.length > 2}>
        {snapshot.threads.map((thread) => (
          <ThreadCard
            key={thread.index}
            thread={thread}
            snapshot={snapshot}
            actions={actions}
            inHand={thread === inHand}
            onEdit={onEdit}
            pointedAt={pointedAt?.thread === thread.index ? pointedAt : null}
          />
        ))}
      </div>
    </>
  );
}

/** How to begin, for who has never been here. */
function Hint({ threads }: { readonly threads: number }) {
  return (
    <p className={styles.hint}>
      <span className={styles.byTouch}>Press a thread at the bottom to let it take a step.</span>
      <span className={styles.byKey}>
        Press{' '}
        <kbd>
          <ArrowRight size="0.9em" aria-label="right arrow" />
        </kbd>{' '}
        to step, or <kbd>1</kbd>
        {threads > 1 && (
          <>
            {threads > 2 ? ' to ' : ' or '}
            <kbd>{Math.min(threads, 9)}</kbd>
          </>
        )}{' '}
        to choose who.
      </span>
    </p>
  );
}
