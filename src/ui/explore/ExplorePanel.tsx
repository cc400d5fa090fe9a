import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Bounds, ExplorerStore } from '../../run/explorer.ts';
import { NO_REDUCTION, taskOf, verdictKey } from '../../run/explorer.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { BoundsChooser } from './BoundsChooser.tsx';
import styles from './ExplorePanel.module.css';
import type { EnterRun } from './Failures.tsx';
import { Game } from './Game.tsx';
import { LeaveOut } from './LeaveOut.tsx';
import { madeOf } from './made-of.ts';
import { Progress } from './Progress.tsx';
import { VerdictStrip } from './VerdictStrip.tsx';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly explorer: StoreApi<ExplorerStore>;
  readonly open: boolean;
  readonly onCompare: () => void;
  readonly onGraph: (bounds: Bounds) => void;
  /** Whether the visitor plays, so that nothing may show the answer. */
  readonly playing: boolean;
  readonly onPlaying: (playing: boolean) => void;
}

/** None but the page's own, as also for the game, whose par is over all runs. */
const NO_BOUNDS: Bounds = {};

/** Every interleaving of the scenario on the current release, looked at in a worker, and what that came to. */
export function ExplorePanel({
  snapshot,
  actions,
  explorer: store,
  open,
  onCompare,
  onGraph,
  playing,
  onPlaying,
}: Props) {
  const explorer = useStore(store);
  const { scenario, release, edits } = snapshot;
  const [bounds, setBounds] = useState(NO_BOUNDS);
  const [leaveOut, setLeaveOut] = useState(NO_REDUCTION);
  const task = playing
    ? taskOf(scenario, release, edits)
    : taskOf(scenario, release, edits, bounds, bounds.preemptions === undefined ? leaveOut : NO_REDUCTION);
  const key = verdictKey(task);
  const verdict = explorer.verdicts.get(key);
  const busy = explorer.state.kind === 'running' || explorer.state.kind === 'paused';

  const go = useRef<HTMLButtonElement>(null);
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
          ref={go}
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
            title="Every state that the explorer met, and your run among them"
            onClick={() => {
              onGraph(bounds);
            }}
          >
            State graph <kbd className={controls.key}>G</kbd>
          </button>
        )}
        {!playing && (
          <button
            className={controls.button}
            disabled={busy}
            title="A game: break what must hold with the fewest switches. The answer is hidden."
            onClick={() => {
              onPlaying(true);
              actions.restart();
              const whole = taskOf(scenario, release, edits);
              if (!explorer.verdicts.has(verdictKey(whole))) explorer.explore([whole]);
            }}
          >
            Be the scheduler
          </button>
        )}
      </div>
      {!playing && <BoundsChooser bounds={bounds} onBounds={setBounds} />}
      {!playing && (
        <LeaveOut leaveOut={leaveOut} onLeaveOut={setLeaveOut} possible={bounds.preemptions === undefined} />
      )}
      <Progress
        explorer={explorer}
        onCancelled={() => {
          go.current?.focus();
        }}
      />
      {playing ? (
        <Game
          key={key}
          snapshot={snapshot}
          actions={actions}
          verdict={verdict}
          onEnter={enter}
          onLeave={() => {
            onPlaying(false);
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
