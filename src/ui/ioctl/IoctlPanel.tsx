import { useState } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import type { PointedAt } from '../threads/pointed-at.ts';
import { Answer } from './Answer.tsx';
import { CallForm } from './CallForm.tsx';
import styles from './IoctlPanel.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly scenarios: readonly Scenario[];
  readonly onPoint: (at: PointedAt) => void;
}

/** KVM_ARM_MTE_COPY_TAGS, called by hand: the answer is what the model of the kernel returns. */
export function IoctlPanel({ snapshot, actions, scenarios, onPoint }: Props) {
  const [called, setCalled] = useState(0);
  const { vmm, id } = snapshot.scenario;
  return (
    <>
      <h2 className={`${controls.heading} ${styles.title}`}>KVM_ARM_MTE_COPY_TAGS</h2>
      {vmm === null ? (
        <Elsewhere
          scenarios={scenarios}
          onChoose={(id) => {
            actions.chooseScenario(id);
          }}
        />
      ) : (
        <>
          <CallForm
            key={id}
            vmm={vmm}
            snapshot={snapshot}
            actions={actions}
            onCalled={() => {
              setCalled(called + 1);
            }}
          />
          <Answer snapshot={snapshot} actions={actions} called={called} onPoint={onPoint} />
        </>
      )}
    </>
  );
}

interface ElsewhereProps {
  readonly scenarios: readonly Scenario[];
  readonly onChoose: (id: string) => void;
}

function Elsewhere({ scenarios, onChoose }: ElsewhereProps) {
  const other = scenarios.find(({ id }) => id === 'quiet-vm') ?? scenarios.find(({ vmm }) => vmm !== null);
  return (
    <div className={styles.elsewhere}>
      <p>No VMM waits for calls in this scenario, so there is nobody who could make this one.</p>
      {other !== undefined && (
        <button
          className={controls.button}
          onClick={() => {
            onChoose(other.id);
          }}
        >
          Go to “{other.title}”
        </button>
      )}
    </div>
  );
}
