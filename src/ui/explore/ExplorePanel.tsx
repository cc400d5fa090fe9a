import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { ExplorerStore } from '../../run/explorer.ts';
import { taskOf, verdictKey } from '../../run/explorer.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import styles from './ExplorePanel.module.css';
import type { EnterRun } from './Failures.tsx';
import { Game } from './Game.tsx';
import { madeOf } from './made-of.ts';
import { Progress } from './Progress.tsx';
import { VerdictStrip } from './VerdictStrip.tsx';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly explorer: StoreApi<ExplorerStore>;
  readonly open: boolean;
  readonly onCompare: () => void;
}

/** Bounds on preemptions to choose from. */
const BOUNDS = [0, 1, 2, 3];

/** Every interleaving of the scenario on the current release, looked at in a worker, and what that came to. */
export function ExplorePanel({ snapshot, actions, explorer: store, open, onCompare }: Props) {
  const explorer = useStore(store);
  const { scenario, release, edits } = snapshot;
  const [preemptions, setPreemptions] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  // The game's par is over all runs.
  const task = taskOf(scenario.id, release, edits, playing ? null : preemptions);
  const key = verdictKey(task);
  const verdict = explorer.verdicts.get(key);
  const busy = explorer.state.kind === 'running' || explorer.state.kind === 'paused';

  const heading = useRef<HTMLHeadingElement>(null);
  const known = verdict !== undefined;
  useEffect(() => {
    if (open) heading.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [open, known, playing]);

  const enter: EnterRun = (on, run) => {
    actions.enter(on, run);
  };
  return (
    <>
      <h2 ref={heading} className={controls.heading}>
        {playing ? 'Be the scheduler' : 'Explore'}
      </h2>
      <p className={styles.small}>{madeOf(snapshot)}</p>
      <div className={styles.buttons} hidden={playing && known}>
        <button
          className={`${controls.button} ${styles.go}`}
          disabled={busy}
          onClick={() => {
            explorer.explore([task]);
          }}
        >
          Explore {release}
          {edits.size > 0 && ', edited'}
        </button>
        <button className={controls.button} onClick={onCompare}>
          All releases <kbd className={controls.key}>⇧E</kbd>
        </button>
        {!playing && (
          <button
            className={controls.button}
            disabled={busy}
            title="A game: break what must hold with the fewest switches. The answer is hidden."
            onClick={() => {
              setPlaying(true);
              actions.restart();
              const whole = taskOf(scenario.id, release, edits);
              if (!explorer.verdicts.has(verdictKey(whole))) explorer.explore([whole]);
            }}
          >
            Be the scheduler
          </button>
        )}
      </div>
      {!playing && (
        <label className={styles.bound}>
          Preemptions
          <select
            className={styles.select}
            value={preemptions ?? ''}
            title="How often a thread may be interrupted that could go on. A bound is quicker, and proves nothing."
            onChange={(event) => {
              setPreemptions(event.target.value === '' ? null : Number(event.target.value));
            }}
          >
            <option value="">any number</option>
            {BOUNDS.map((bound) => (
              <option key={bound} value={bound}>
                at most {bound}
              </option>
            ))}
          </select>
        </label>
      )}
      <Progress explorer={explorer} />
      {playing ? (
        <Game
          key={key}
          snapshot={snapshot}
          actions={actions}
          verdict={verdict}
          onEnter={enter}
          onLeave={() => {
            setPlaying(false);
          }}
        />
      ) : (
        verdict !== undefined && (
          <VerdictStrip key={key} verdict={verdict} properties={snapshot.properties} onEnter={enter} />
        )
      )}
    </>
  );
}
