import { Check, CircleDashed, X } from 'lucide-react';
import type { Property } from '../../core/scenarios/scenario.ts';
import type { Verdict } from '../../run/explorer.ts';
import type { PropertyView } from '../../run/run.ts';
import { BigNumber } from './BigNumber.tsx';
import styles from './ExplorePanel.module.css';
import { Failures, type EnterRun } from './Failures.tsx';
import { grouped } from './number.ts';

interface Props {
  readonly verdict: Verdict;
  readonly properties: readonly PropertyView[];
  readonly onEnter: EnterRun;
}

/** What the search came to: a line for the whole, and one for each property. */
export function VerdictStrip({ verdict, properties, onEnter }: Props) {
  const { task, states, bounded, interleavings, milliseconds } = verdict;
  return (
    <section className={styles.verdict} aria-label={`Verdict on ${task.release}`}>
      <p className={styles.whole}>
        <b>{task.release}</b>: {bounded ? 'bounded, ' : 'every interleaving, '}
        {interleavings !== null && (
          <>
            <BigNumber digits={interleavings} /> in all,{' '}
          </>
        )}
        {grouped(String(states))} states, {(milliseconds / 1000).toFixed(1)} s.
        {bounded && ' The search stopped at its limit: what it did not meet may still be there.'}
      </p>
      <ul className={styles.lines}>
        {properties.map(({ property }) => (
          <Line key={property.id} verdict={verdict} property={property} onEnter={onEnter} />
        ))}
      </ul>
      {!bounded && interleavings === null && <p className={styles.small}>{whyNotCounted(verdict)}</p>}
    </section>
  );
}

function whyNotCounted({ counted }: Verdict): string {
  return counted === 'cycle'
    ? 'There is no number of interleavings: a thread can go round in a cycle.'
    : 'The interleavings were not counted: there are too many states.';
}

interface LineProps {
  readonly verdict: Verdict;
  readonly property: Property;
  readonly onEnter: EnterRun;
}

function Line({ verdict, property, onEnter }: LineProps) {
  const { bounded, interleavings, states } = verdict;
  const broken = verdict.broken.find((b) => b.property === property.id);
  if (broken === undefined) {
    return (
      <li className={styles.line} data-explored={property.id} data-answer={bounded ? 'bounded' : 'holds'}>
        {bounded ? <CircleDashed size="1.1em" aria-hidden /> : <Check size="1.1em" aria-hidden />}
        <div>
          <p>{property.sentence}</p>
          <p className={styles.small}>
            {bounded
              ? `Bounded: not broken in the ${grouped(String(states))} states looked at. That is no proof.`
              : `Holds under sequential consistency, in every interleaving of ${grouped(String(states))} states.`}
          </p>
        </div>
      </li>
    );
  }
  return (
    <li className={styles.line} data-explored={property.id} data-answer="breaks">
      <X size="1.1em" aria-hidden />
      <div>
        <p className={styles.breaks}>
          {broken.interleavings === null || interleavings === null ? (
            'Some interleavings'
          ) : (
            <>
              <BigNumber digits={broken.interleavings} /> of <BigNumber digits={interleavings} />{' '}
              {broken.interleavings === '1' && interleavings === '1' ? 'interleaving' : 'interleavings'}
            </>
          )}{' '}
          {property.breaking}
        </p>
        <Failures release={verdict.task.release} broken={broken} property={property} onEnter={onEnter} />
      </div>
    </li>
  );
}
