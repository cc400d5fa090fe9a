import { Check, CircleDashed, X } from 'lucide-react';
import type { Property } from '../../core/scenarios/scenario.ts';
import type { Verdict } from '../../run/explorer.ts';
import type { PropertyView } from '../../run/run.ts';
import { BigNumber } from './BigNumber.tsx';
import styles from './ExplorePanel.module.css';
import { Failures, type EnterRun } from './Failures.tsx';
import { count, megabytes, share, steps } from './number.ts';
import { MOST_STATES, MOST_STATE_BYTES } from '../../core/limits.ts';

interface Props {
  readonly verdict: Verdict;
  readonly properties: readonly PropertyView[];
  readonly onEnter: EnterRun;
}

/** What the search came to: a line for the whole, and one for each property. */
export function VerdictStrip({ verdict, properties, onEnter }: Props) {
  const { task, states, transitions, bounded, interleavings, livelock, milliseconds } = verdict;
  return (
    <section className={styles.verdict} aria-label={`Verdict on ${task.release}`}>
      <p className={styles.whole}>
        <b>
          {task.release}
          {task.edited !== undefined && ', edited'}
        </b>
        : {whatWasLookedAt(verdict)}{' '}
        {interleavings !== null && (
          <>
            <BigNumber digits={interleavings} /> in all,{' '}
          </>
        )}
        {count(states, 'state', 'states')}, {count(transitions, 'transition', 'transitions')},{' '}
        {(milliseconds / 1000).toFixed(1)} s.
        {bounded &&
          ` The search stopped at its limit of ${limitMet(verdict)}: what it did not meet may still be there.`}
      </p>
      <ul className={styles.lines}>
        {livelock !== null && (
          <li className={styles.line} data-explored="livelock" data-answer="breaks">
            <X size="1.1em" aria-hidden />
            <div>
              <p className={styles.breaks}>There is a cycle in which no thread can end</p>
              <p className={styles.small}>
                <button
                  className={styles.link}
                  onClick={() => {
                    onEnter(task.release, livelock.run);
                  }}
                >
                  Shortest way into it: {steps(livelock.run.length)}
                </button>
                ; {count(livelock.states, 'state has', 'states have')} no way to an end.
              </p>
            </div>
          </li>
        )}
        {properties.map(({ property }) => (
          <Line key={property.id} verdict={verdict} property={property} onEnter={onEnter} />
        ))}
      </ul>
      {!bounded && interleavings === null && <p className={styles.small}>{whyNotCounted(verdict)}</p>}
    </section>
  );
}

/** Whether something was left out: then what did not break need not hold. */
function isPartial({ bounded, task }: Verdict): boolean {
  return bounded || task.bounds?.preemptions !== undefined;
}

function limitMet({ states, task: { bounds } }: Verdict): string {
  const most = bounds?.states ?? MOST_STATES;
  return states >= most ? count(most, 'state', 'states') : megabytes(bounds?.bytes ?? MOST_STATE_BYTES);
}

function whatWasLookedAt({ bounded, reduced, task: { bounds } }: Verdict): string {
  const preemptions = bounds?.preemptions;
  const some = bounded ? 'bounded, ' : '';
  if (preemptions === undefined && reduced)
    return `${some}every interleaving but those that come to the same as others,`;
  if (preemptions === undefined) return bounded ? 'bounded,' : 'every interleaving,';
  return `${some}only interleavings with ${preemptions === 0 ? 'no preemption' : `at most ${count(preemptions, 'preemption', 'preemptions')}`},`;
}

function whyNotCounted(verdict: Verdict): string {
  const { counted, livelock } = verdict;
  if (counted === 'some left out')
    return 'The interleavings were not counted: not all of them were looked at.';
  return counted === 'cycle'
    ? `There is no number of interleavings: a thread can go round in a cycle${livelock === null && !isPartial(verdict) ? ', and always still come to an end' : ''}.`
    : 'The interleavings were not counted: there are too many states.';
}

interface LineProps {
  readonly verdict: Verdict;
  readonly property: Property;
  readonly onEnter: EnterRun;
}

function Line({ verdict, property, onEnter }: LineProps) {
  const { interleavings, states } = verdict;
  const partial = isPartial(verdict);
  const broken = verdict.broken.find((b) => b.property === property.id);
  if (broken === undefined) {
    return (
      <li className={styles.line} data-explored={property.id} data-answer={partial ? 'bounded' : 'holds'}>
        {partial ? <CircleDashed size="1.1em" aria-hidden /> : <Check size="1.1em" aria-hidden />}
        <div>
          <p>{property.sentence}</p>
          <p className={styles.small}>
            {partial
              ? `Bounded: not broken in the ${count(states, 'state', 'states')} looked at. That is no proof.`
              : `Holds under sequential consistency, in every interleaving${verdict.reduced ? '; looked at were' : ' of'} ${count(states, 'state', 'states')}.`}
          </p>
        </div>
      </li>
    );
  }
  const part =
    broken.interleavings === null || interleavings === null
      ? null
      : share(broken.interleavings, interleavings);
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
          {part !== null && <span className={styles.share}> ({part})</span>}
        </p>
        <Failures release={verdict.task.release} broken={broken} property={property} onEnter={onEnter} />
      </div>
    </li>
  );
}
