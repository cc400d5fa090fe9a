import { Pause, Play, X } from 'lucide-react';
import type { ExplorerStore } from '../../run/explorer.ts';
import controls from '../controls.module.css';
import styles from './ExplorePanel.module.css';
import { grouped, megabytes } from './number.ts';

/** How far the search has come, and the buttons that hold it; a sentence if its worker died. */
export function Progress({ explorer }: { readonly explorer: ExplorerStore }) {
  const { state } = explorer;
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
            explorer.cancel();
          }}
        >
          <X size="1em" aria-hidden /> Cancel
        </button>
      </div>
    </section>
  );
}
