import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { ExplorerStore } from '../../run/explorer.ts';
import { verdictKey } from '../../run/explorer.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import styles from './ExplorePanel.module.css';
import { madeOf } from './made-of.ts';
import { Progress } from './Progress.tsx';
import { VerdictStrip } from './VerdictStrip.tsx';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly explorer: StoreApi<ExplorerStore>;
  readonly onCompare: () => void;
}

/** Every interleaving of the scenario on the current release, looked at in a worker, and what that came to. */
export function ExplorePanel({ snapshot, actions, explorer: store, onCompare }: Props) {
  const explorer = useStore(store);
  const { scenario, release } = snapshot;
  const task = { scenario: scenario.id, release };
  const verdict = explorer.verdicts.get(verdictKey(task));
  const busy = explorer.state.kind === 'running' || explorer.state.kind === 'paused';
  return (
    <>
      <h2 className={controls.heading}>Explore</h2>
      <p className={styles.small}>{madeOf(snapshot)}</p>
      <div className={styles.buttons}>
        <button
          className={`${controls.button} ${styles.go}`}
          disabled={busy}
          onClick={() => {
            explorer.explore([task]);
          }}
        >
          Explore {release}
        </button>
        <button className={controls.button} onClick={onCompare}>
          All releases <kbd className={controls.key}>⇧E</kbd>
        </button>
      </div>
      <Progress explorer={explorer} />
      {verdict !== undefined && (
        <VerdictStrip
          verdict={verdict}
          properties={snapshot.properties}
          onEnter={(on, run) => {
            actions.enter(on, run);
          }}
        />
      )}
    </>
  );
}
