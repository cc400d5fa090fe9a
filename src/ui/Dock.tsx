import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ThreadStatus } from '../core/step/record.ts';
import type { RunActions, RunSnapshot } from '../run/run.ts';
import controls from './controls.module.css';
import styles from './Dock.module.css';
import { goOn } from './keyboard/turn.ts';
import { threadColours } from './threads/colours.ts';

export const tabs = [
  'Threads',
  'Memory',
  'Must hold',
  'Explore',
  'ioctl',
  'VM',
  'Calls',
  'Process',
  'Life',
  'Time',
] as const;
export type Tab = (typeof tabs)[number];

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly inert: boolean;
}

/** On a narrow screen one panel shows at a time, and every thread's step button stays under the thumb. */
export function Dock({ snapshot, actions, tab, onTab, inert }: Props) {
  const { cursor, threads, properties } = snapshot;
  const broken = properties.filter(({ brokenAt }) => brokenAt !== null).length;
  return (
    <footer className={styles.dock} inert={inert}>
      <div className={styles.steps} role="group" aria-label="Steps">
        <button
          className={`${controls.button} ${styles.move}`}
          aria-label="One step back"
          disabled={cursor === 0}
          onClick={() => {
            actions.seek(cursor - 1);
          }}
        >
          <ChevronLeft size="1.2em" aria-hidden />
        </button>
        {threads.flatMap(({ index, name, status, next }) =>
          outcomesOf(status).map((outcome) => (
            <button
              key={`${index} ${outcome ?? ''}`}
              className={`${controls.button} ${styles.step}`}
              style={threadColours(index)}
              disabled={status.kind !== 'ready'}
              onClick={() => {
                if (outcome === undefined) actions.step(index);
                else actions.step(index, outcome);
              }}
            >
              <span className={styles.who}>
                <span className={styles.dot} aria-hidden />
                {name}
              </span>
              <span className={styles.what}>
                {outcome === undefined ? '' : `= ${outcome} `}
                {whatNext(status.kind, next)}
              </span>
            </button>
          )),
        )}
        <button
          className={`${controls.button} ${styles.move}`}
          aria-label="Next step"
          onClick={() => {
            goOn(snapshot, actions);
          }}
        >
          <ChevronRight size="1.2em" aria-hidden />
        </button>
      </div>
      <nav className={styles.tabs} aria-label="Panels">
        {tabs.map((name) => (
          <button
            key={name}
            className={styles.tab}
            aria-current={name === tab ? 'page' : undefined}
            onClick={() => {
              onTab(name);
            }}
          >
            {name}
            {name === 'Must hold' && broken > 0 && <span className={styles.broken}> {broken} ✗</span>}
          </button>
        ))}
      </nav>
    </footer>
  );
}

function outcomesOf(status: ThreadStatus): readonly (number | undefined)[] {
  if (status.kind !== 'ready' || status.outcomes <= 1) return [undefined];
  return Array.from({ length: status.outcomes }, (_, outcome) => outcome);
}

function whatNext(status: ThreadStatus['kind'], next: string): string {
  switch (status) {
    case 'ready':
      return next;
    case 'blocked':
      return 'waits';
    case 'idle':
      return 'idle';
    case 'ended':
      return 'ended';
    case 'oops':
      return 'oops';
  }
}
