import { Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ExplorerStore } from '../../run/explorer.ts';
import controls from '../controls.module.css';
import styles from './ExplorePanel.module.css';
import { grouped, megabytes } from './number.ts';

/** After so long without a word the visitor is told: a worker that was killed from outside says nothing. */
const SILENCE_MS = 20_000;

interface Props {
  readonly explorer: ExplorerStore;
  /** The button that was pressed is gone then. */
  readonly onCancelled?: () => void;
}

/** How far the search has come, and the buttons that hold it; a sentence if its worker died. */
export function Progress({ explorer, onCancelled }: Props) {
  const { state } = explorer;
  const silent = useSilence(state.kind === 'running' ? state : null);
  if (state.kind === 'idle') return null;
  if (state.kind === 'failed')
    return (
      <p className={styles.failed} role="alert">
        {state.message}
      </p>
    );
  const { report, left } = state;
  const seconds = (report?.milliseconds ?? 0) / 1000;
  const rate = report === null || seconds === 0 ? 0 : Math.round(report.states / seconds);
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['States', grouped(String(report?.states ?? 0))],
    ['Depth', grouped(String(report?.depth ?? 0))],
    ['States a second', grouped(String(rate))],
    ['Memory', megabytes(report?.bytes ?? 0)],
  ];
  return (
    <section className={styles.progress} aria-label="Progress">
      <p className={styles.now}>
        {state.kind === 'paused' ? 'Paused' : 'Exploring'} {report?.task.release ?? ''}
        {left > 1 && `, ${left - 1} more to come`}
      </p>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {silent && (
        <p className={styles.small} role="status">
          Nothing was heard of the search for {SILENCE_MS / 1000} seconds. It may be counting, or its worker
          is gone: then cancel, and explore again.
        </p>
      )}
      <div className={styles.buttons}>
        {state.kind === 'running' ? (
          <button
            className={controls.button}
            onClick={() => {
              explorer.pause();
            }}
          >
            <Pause size="1em" aria-hidden /> Pause
          </button>
        ) : (
          <button
            className={controls.button}
            onClick={() => {
              explorer.goOn();
            }}
          >
            <Play size="1em" aria-hidden /> Go on
          </button>
        )}
        <button
          className={controls.button}
          onClick={() => {
            flushSync(() => {
              explorer.cancel();
            });
            onCancelled?.();
          }}
        >
          <X size="1em" aria-hidden /> Cancel
        </button>
      </div>
    </section>
  );
}

/** Whether `word`, of which each new one is heard, has been the last for too long; null: none is expected. */
function useSilence(word: object | null): boolean {
  const [last, setLast] = useState<object | null>(null);
  useEffect(() => {
    if (word === null) return;
    const timer = setTimeout(() => {
      setLast(word);
    }, SILENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [word]);
  return word !== null && last === word;
}
