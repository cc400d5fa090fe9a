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

/** Every interleaving of the scenario on the current release, looked at in a worker, and what that came to. */
export function ExplorePanel({ snapshot, actions, explorer: store, open, onCompare }: Props) {
  const explorer = useStore(store);
  const { scenario, release, edits } = snapshot;
  const task = taskOf(scenario.id, release, edits);
  const key = verdictKey(task);
  const verdict = explorer.verdicts.get(key);
  const [playing, setPlaying] = useState(false);
  const busy = explorer.state.kind === 'running' || explorer.state.kind === 'paused';

  const heading = useRef<HTMLHeadingElement>(null);
  const known = verdict !== undefined;
  useEffect(() => {
    if (open) heading.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [open, known]);

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
              if (verdict === undefined) explorer.explore([task]);
            }}
          >
            Be the scheduler
          </button>
        )}
      </div>
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
