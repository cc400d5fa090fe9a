import { Check, CircleDashed, X } from 'lucide-react';
import type { Found } from '../../run/editing.ts';
import type { PropertyView } from '../../run/run.ts';
import { count, steps } from '../explore/number.ts';
import styles from './EditPanel.module.css';

interface Props {
  readonly found: Found | null;
  /** Whether the text has changed since. */
  readonly stale: boolean;
  readonly properties: readonly PropertyView[];
  readonly onEnter: (run: Found['broken'][number]['shortest']) => void;
}

/** What breaks in the program in force, found by a short search behind every change. */
export function SearchSays({ found, stale, properties, onEnter }: Props) {
  return (
    <div className={styles.found} aria-live="polite" data-stale={stale} data-found={found && answer(found)}>
      {found !== null && found.broken.length === 0 && (
        <p>
          {found.bounded ? <CircleDashed size="1.1em" aria-hidden /> : <Check size="1.1em" aria-hidden />}
          <span>
            {found.bounded
              ? `Too large to check while you type: nothing broke in the first ${count(found.states, 'state', 'states')}. Press Explore for all.`
              : `Holds in ${found.states === 1 ? 'its only state' : `all ${count(found.states, 'state', 'states')}`}, under sequential consistency.`}
          </span>
        </p>
      )}
      {found?.broken.map(({ property, shortest }) => (
        <p key={property}>
          <X size="1.1em" aria-hidden />
          <span>
            Breaks: {properties.find((p) => p.property.id === property)?.property.sentence ?? property}.{' '}
            <button
              className={styles.enter}
              disabled={stale}
              onClick={() => {
                onEnter(shortest);
              }}
            >
              Enter the shortest run: {steps(shortest.length)}
            </button>
          </span>
        </p>
      ))}
    </div>
  );
}

function answer({ broken, bounded }: Found): 'breaks' | 'bounded' | 'holds' {
  if (broken.length > 0) return 'breaks';
  return bounded ? 'bounded' : 'holds';
}
