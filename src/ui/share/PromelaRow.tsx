import { Download, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import { exportPromela, spinCommands } from '../../run/promela.ts';
import controls from '../controls.module.css';
import { CodeInText } from '../threads/Reason.tsx';
import { download } from './download.ts';
import styles from './ShareDialog.module.css';

interface Props {
  readonly scenario: Scenario;
  readonly release: string;
  readonly edits: ReadonlyMap<string, string>;
}

/** The scenario as a model for Spin: asked for, searched and written in a worker, and saved. */
export function PromelaRow({ scenario, release, edits }: Props) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState(
    `The scenario on ${release}${edits.size === 0 ? '' : ', as edited,'} as a model that Spin can check.`,
  );
  const [saved, setSaved] = useState(false);
  const stop = useRef<() => void>(null);
  useEffect(
    () => () => {
      stop.current?.();
    },
    [],
  );

  const name = `${scenario.id}-${release}${edits.size === 0 ? '' : '-edited'}.pml`;

  const start = () => {
    setBusy(true);
    setSaved(false);
    setSaid('Searching for what changes …');
    stop.current = exportPromela({ scenario, release, edits }, (message) => {
      switch (message.kind) {
        case 'states':
          setSaid(`Searching for what changes: ${message.states.toLocaleString('en')} states …`);
          return;
        case 'model':
          download(name, 'text/plain', message.text);
          setSaid('Saved. Spin checks it with:');
          setSaved(true);
          break;
        case 'refused':
          setSaid(`There is no model of it: ${message.why}.`);
          break;
      }
      setBusy(false);
    });
  };
  return (
    <div className={styles.row}>
      {busy ? (
        <button
          className={controls.button}
          onClick={() => {
            stop.current?.();
            setBusy(false);
            setSaid('Cancelled.');
          }}
        >
          <X size="1em" aria-hidden />
          Cancel
        </button>
      ) : (
        <button className={controls.button} onClick={start}>
          <Download size="1em" aria-hidden />
          Promela model
        </button>
      )}
      <p className={styles.said} aria-live="polite">
        <CodeInText text={said} />
      </p>
      {saved && (
        <pre className={styles.commands} tabIndex={0} aria-label="Commands for Spin">
          {spinCommands(name)}
        </pre>
      )}
    </div>
  );
}
