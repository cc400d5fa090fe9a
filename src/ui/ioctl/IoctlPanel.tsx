import { useState } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { callTable } from '../../picture/call-table.ts';
import type { PointedAt } from '../threads/pointed-at.ts';
import { Answer } from './Answer.tsx';
import { AnyCallForm } from './AnyCallForm.tsx';
import { CallChooser } from './CallChooser.tsx';
import { CallForm } from './CallForm.tsx';
import styles from './IoctlPanel.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly scenarios: readonly Scenario[];
  readonly onPoint: (at: PointedAt) => void;
}

const COPY_TAGS = 'KVM_ARM_MTE_COPY_TAGS';

/** System calls of the VMM, made by hand: the answer is what the model of the kernel returns. */
export function IoctlPanel({ snapshot, actions, scenarios, onPoint }: Props) {
  const [called, setCalled] = useState(0);
  const { vmm, id } = snapshot.scenario;
  // What was chosen in another scenario does not count here.
  const [chosen, setChosen] = useState<{ readonly scenario: string; readonly call: string } | null>(null);
  const wanted = chosen?.scenario === id ? chosen.call : (vmm?.firstCall ?? COPY_TAGS);
  const spec = callTable.find((one) => one.id === wanted);
  const onCalled = () => {
    setCalled(called + 1);
  };
  return (
    <>
      <h2 className={`${controls.heading} ${styles.title}`}>{vmm === null ? COPY_TAGS : wanted}</h2>
      {vmm === null ? (
        <Elsewhere
          scenarios={scenarios}
          onChoose={(id) => {
            actions.chooseScenario(id);
          }}
        />
      ) : (
        <>
          <CallChooser
            chosen={wanted}
            onChoose={(call) => {
              setChosen({ scenario: id, call });
            }}
          />
          {wanted === COPY_TAGS || spec === undefined ? (
            <CallForm key={id} vmm={vmm} snapshot={snapshot} actions={actions} onCalled={onCalled} />
          ) : (
            <AnyCallForm
              key={`${id} ${wanted}`}
              spec={spec}
              vmm={vmm}
              snapshot={snapshot}
              actions={actions}
              onCalled={onCalled}
            />
          )}
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
