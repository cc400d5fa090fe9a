import { useId, useState } from 'react';
import type { Broken, Verdict } from '../../run/explorer.ts';
import { judgement, scoreOf, switchesOf } from '../../run/game.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import styles from './ExplorePanel.module.css';
import type { EnterRun } from './Failures.tsx';
import { switches } from './number.ts';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  /** What the explorer knows and does not say; undefined while it looks. */
  readonly verdict: Verdict | undefined;
  readonly onEnter: EnterRun;
  readonly onLeave: () => void;
}

type Hole = Broken & { readonly fewest: NonNullable<Broken['fewest']> };

/** Be the scheduler: the answer is hidden, and the visitor looks for the run with the fewest switches. */
export function Game({ snapshot, actions, verdict, onEnter, onLeave }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const holes = (verdict?.broken ?? []).filter((b): b is Hole => b.fewest !== null);
  const hole = holes.find(({ property }) => property === chosen) ?? holes[0];
  const label = useId();
  const breaking = (id: string) =>
    snapshot.properties.find(({ property }) => property.id === id)?.property.breaking ?? id;
  return (
    <section className={styles.game} aria-label="Be the scheduler">
      {verdict !== undefined && hole === undefined && <p>{whyNoGame(verdict)}</p>}
      {verdict !== undefined && hole !== undefined && (
        <>
          <label htmlFor={label}>With as few switches as you can, make them</label>
          <select
            id={label}
            className={styles.select}
            value={hole.property}
            onChange={(event) => {
              setChosen(event.target.value);
              actions.restart();
            }}
          >
            {holes.map(({ property }) => (
              <option key={property} value={property}>
                {breaking(property)}
              </option>
            ))}
          </select>
          <Score
            key={hole.property}
            hole={hole}
            release={verdict.task.release}
            snapshot={snapshot}
            actions={actions}
            onEnter={onEnter}
          />
        </>
      )}
      <button className={controls.button} onClick={onLeave}>
        Leave the game
      </button>
    </section>
  );
}

function whyNoGame(verdict: Verdict): string {
  if (verdict.broken.length > 0)
    return 'The explorer came to its limit before it knew par. Take a smaller scenario.';
  return verdict.bounded
    ? 'The explorer came to its limit and broke nothing.'
    : `Nothing can be broken here: on ${verdict.task.release} all holds in every interleaving. Take another release.`;
}

interface ScoreProps {
  readonly hole: Hole;
  readonly release: string;
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly onEnter: EnterRun;
}

function Score({ hole, release, snapshot, actions, onEnter }: ScoreProps) {
  const [best, setBest] = useState<number | null>(null);
  const [gaveUp, setGaveUp] = useState(false);
  const now = scoreOf(snapshot, hole.property);
  if (!gaveUp && now !== null && (best === null || now < best)) setBest(now);
  const par = hole.fewest.switches;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>Par</dt>
          <dd>{switches(par)}</dd>
        </div>
        <div>
          <dt>This run</dt>
          <dd>{switches(now ?? switchesOf(snapshot.steps.slice(0, snapshot.cursor)))}</dd>
        </div>
        <div>
          <dt>Your best</dt>
          <dd>{best === null ? '–' : switches(best)}</dd>
        </div>
      </dl>
      <p role="status">
        {gaveUp
          ? `This is the explorer’s: ${switches(par)}.`
          : best === null
            ? 'It holds so far.'
            : `Broken with ${switches(best)}. ${judgement(best, par)}`}
      </p>
      <div className={styles.buttons}>
        <button
          className={controls.button}
          onClick={() => {
            setGaveUp(false);
            actions.restart();
          }}
        >
          Start again
        </button>
        <button
          className={controls.button}
          disabled={gaveUp}
          onClick={() => {
            setGaveUp(true);
            onEnter(release, hole.fewest.run);
          }}
        >
          Give up
        </button>
      </div>
    </>
  );
}
