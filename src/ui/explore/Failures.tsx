import { useState } from 'react';
import type { Property } from '../../core/scenarios/scenario.ts';
import type { Broken, Failure, Operation } from '../../run/explorer.ts';
import controls from '../controls.module.css';
import styles from './ExplorePanel.module.css';
import { steps, switches } from './number.ts';

export type EnterRun = (release: string, run: Broken['shortest']) => void;

interface Props {
  readonly release: string;
  readonly broken: Broken;
  readonly property: Property;
  readonly onEnter: EnterRun;
}

/** The ways into a run that breaks a property: the shortest, the one with the fewest switches, one for each other cause. */
export function Failures({ release, broken, property, onEnter }: Props) {
  const [at, setAt] = useState<number | null>(null);
  const { shortest, proven, failures, fewest } = broken;
  const shown = at === null ? undefined : failures[at];
  const next = at === null ? 0 : (at + 1) % failures.length;
  return (
    <div className={styles.ways}>
      <p>
        <button
          className={styles.link}
          onClick={() => {
            setAt(0);
            onEnter(release, shortest);
          }}
        >
          {proven ? 'Shortest' : 'Short, not proven shortest'}: {steps(shortest.length)},{' '}
          {switches(broken.switches)}
          <span className={controls.heard}>
            . Enter the run in which {release} breaks: {property.sentence}
          </span>
        </button>
      </p>
      {fewest !== null && fewest.switches < broken.switches && (
        <p>
          <button
            className={styles.link}
            onClick={() => {
              setAt(null);
              onEnter(release, fewest.run);
            }}
          >
            Fewest switches: {steps(fewest.run.length)}, {switches(fewest.switches)}
          </button>
        </p>
      )}
      {shown !== undefined && (
        <p role="status">
          <Cause failure={shown} />
        </p>
      )}
      {failures.length > 1 && (
        <button
          className={controls.button}
          onClick={() => {
            const failure = failures[next];
            if (failure === undefined) return;
            setAt(next);
            onEnter(release, failure.run);
          }}
        >
          Next different failure{' '}
          <span className={controls.key}>
            {at === null ? '' : `${at + 1} of `}
            {failures.length}
          </span>
        </button>
      )}
    </div>
  );
}

/** The pair of steps that conflict. */
function Cause({ failure: { breaking, other } }: { readonly failure: Failure }) {
  return (
    <>
      <Step operation={breaking} />{' '}
      {other === null ? (
        'breaks it by itself.'
      ) : (
        <>
          breaks it, after <Step operation={other} />.
        </>
      )}
    </>
  );
}

function Step({ operation: { thread, label, function: name, step } }: { readonly operation: Operation }) {
  return (
    <>
      {thread}’s <code>{label}</code> in <code>{name}</code> (step {step})
    </>
  );
}
