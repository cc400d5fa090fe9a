import { Check, X } from 'lucide-react';
import type { PropertyView, RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { Reason } from '../threads/Reason.tsx';
import styles from './MustHold.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
}

export function MustHold({ snapshot, actions }: Props) {
  const ended = snapshot.threads.every(({ status }) => status.kind === 'ended');
  return (
    <>
      <h2 className={controls.heading}>What must hold</h2>
      <ul className={styles.list}>
        {snapshot.properties.map((view) => (
          <PropertyLine
            key={view.property.id}
            view={view}
            judged={ended || view.property.when === 'always'}
            onSeek={(step) => {
              actions.seek(step);
            }}
          />
        ))}
      </ul>
      <p className={styles.model}>For this run up to here, under sequential consistency.</p>
    </>
  );
}

interface LineProps {
  readonly view: PropertyView;
  /** Whether it says all already, and not only so far. */
  readonly judged: boolean;
  readonly onSeek: (step: number) => void;
}

function PropertyLine({ view, judged, onSeek }: LineProps) {
  const { property, brokenAt, detail } = view;
  return (
    <li className={styles.property} data-broken={brokenAt !== null} data-property={property.id}>
      {brokenAt === null ? <Check size="1.1em" aria-hidden /> : <X size="1.1em" aria-hidden />}
      <div>
        <p className={styles.sentence}>
          {property.sentence}
          {brokenAt === null && <span className={styles.word}>{judged ? ' holds' : ' holds so far'}</span>}
        </p>
        {brokenAt !== null && (
          <p className={styles.detail}>
            <button
              className={styles.seek}
              onClick={() => {
                onSeek(brokenAt);
              }}
            >
              Broken at step {brokenAt}
            </button>
            {detail !== null && (
              <>
                . <Reason text={detail} />
              </>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
