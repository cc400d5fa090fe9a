import type { ReactNode } from 'react';
import type { ExplorerStore } from '../../run/explorer.ts';
import { count } from '../explore/number.ts';
import { nameOfTask } from './says.ts';
import styles from './StateGraph.module.css';

interface Props {
  readonly explorer: ExplorerStore;
  readonly name: string;
  /** Whether it has been explored. */
  readonly known: boolean;
  /** Why it cannot be explored, if so. */
  readonly refused: string | undefined;
  /** The way to explore it. */
  readonly children: ReactNode;
}

/** Why there is no graph yet. */
export function NoGraph({ explorer: { state, graph }, name, known, refused, children }: Props) {
  if (refused !== undefined)
    return (
      <div className={styles.nothing}>
        <p role="alert">There is nothing to draw: {refused}.</p>
      </div>
    );
  if (state.kind === 'failed')
    return (
      <div className={styles.nothing}>
        <p role="alert">{state.message}</p>
        {children}
      </div>
    );
  if (state.kind === 'running' || state.kind === 'paused')
    return (
      <div className={styles.nothing} role="status">
        <p>
          {state.kind === 'paused' ? 'Paused at' : 'Exploring:'}{' '}
          {count(state.report?.states ?? 0, 'state', 'states')} so far. The graph is drawn when all are known.
        </p>
      </div>
    );
  if (known)
    return (
      <div className={styles.nothing} role="status">
        <p>
          {graph.asked === null || graph.asked.states <= 1
            ? `Drawing the states of ${name}.`
            : `Looking for the states of ${name} once more: ${count(graph.asked.states, 'state', 'states')} so far.`}
        </p>
      </div>
    );
  const other =
    graph.drawn === null ? '' : `The graph drawn last is that of ${nameOfTask(graph.drawn.task)}. `;
  return (
    <div className={styles.nothing} role="status">
      <p>
        {other}There is no graph of {name} yet. Explore it first, with nothing left out: the graph has every
        state that the explorer meets.
      </p>
      {children}
    </div>
  );
}
