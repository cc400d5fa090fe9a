import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { stateMark } from '../../picture/state-mark.ts';
import { taskOf, verdictKey, type Bounds, type DrawnGraph, type ExplorerStore } from '../../run/explorer.ts';
import type { RunStore } from '../../run/store.ts';
import { runTo, walkThrough, waysOf, type Ways } from '../../run/walk.ts';
import controls from '../controls.module.css';
import { count } from '../explore/number.ts';
import { goOn } from '../keyboard/turn.ts';
import { GraphPlane } from './GraphPlane.tsx';
import { Legend } from './Legend.tsx';
import { NodeCard } from './NodeCard.tsx';
import { NoGraph } from './NoGraph.tsx';
import { nameOfTask, whatIsDrawn, whatIsOutside } from './says.ts';
import styles from './StateGraph.module.css';
import { useGraph } from './use-graph.ts';

interface Props {
  readonly run: RunStore;
  readonly explorer: StoreApi<ExplorerStore>;
  readonly bounds: Bounds;
  readonly onClose: () => void;
}

/** Every state that the explorer met, as a graph in place of memory: what the reader's run is among all others. */
export default function StateGraph({ run, explorer: store, bounds, onClose }: Props) {
  const explorer = useStore(store);
  const { snapshot, actions } = run;
  const { scenario, release, edits, cursor, steps } = snapshot;
  const task = taskOf(scenario, release, edits, bounds);
  const drawn = useGraph(explorer, task, steps);

  // Whoever opened it gets the keyboard back.
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    section.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    <section
      ref={section}
      className={styles.panel}
      tabIndex={-1}
      aria-label="State graph"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className={styles.top}>
        <h2 className={controls.heading}>State graph of {nameOfTask(task)}</h2>
        <div className={styles.steps} role="group" aria-label="Steps in the graph">
          <button
            className={`${controls.button} ${controls.square}`}
            aria-label="One step back"
            disabled={cursor === 0}
            onClick={() => {
              actions.seek(cursor - 1);
            }}
          >
            <ChevronLeft size="1.2em" aria-hidden />
          </button>
          {cursor} of {steps.length}
          <button
            className={`${controls.button} ${controls.square}`}
            aria-label="Next step"
            onClick={() => {
              goOn(snapshot, actions);
            }}
          >
            <ChevronRight size="1.2em" aria-hidden />
          </button>
        </div>
        <button className={`${controls.quiet} ${controls.square}`} aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden />
        </button>
      </div>
      {drawn === null ? (
        <NoGraph
          explorer={explorer}
          name={nameOfTask(task)}
          known={explorer.verdicts.has(verdictKey(task))}
          refused={explorer.refused.get(verdictKey(task))}
        >
          <button
            className={controls.button}
            onClick={() => {
              explorer.explore([task]);
            }}
          >
            Explore {nameOfTask(task)}
          </button>
        </NoGraph>
      ) : (
        <Drawn drawn={drawn} run={run} />
      )}
    </section>
  );
}

interface DrawnProps {
  readonly drawn: DrawnGraph;
  readonly run: RunStore;
}

function Drawn({ drawn, run }: DrawnProps) {
  const { snapshot, actions } = run;
  const { release, steps, cursor, threads } = snapshot;
  const { graph } = drawn;
  const ways = useMemo(() => waysOf(graph), [graph]);
  const walk = useMemo(
    () =>
      walkThrough(
        ways,
        steps.map(({ choice }) => choice),
      ),
    [ways, steps],
  );
  const marks = useMemo(() => graph.kind.map((_, node) => stateMark(graph, node)), [graph]);
  const present = walk[cursor];
  // What the reader has turned to stays so until the run moves.
  const moment = `${snapshot.digest} ${cursor}`;
  const [turned, setTurned] = useState({ moment: '', graph, node: 0 });
  const focus =
    turned.moment === moment && turned.graph === graph ? turned.node : (present ?? walk.at(-1) ?? 0);
  const [pointed, setPointed] = useState<{ readonly graph: typeof graph; readonly node: number } | null>(
    null,
  );
  const node = pointed?.graph === graph ? pointed.node : focus;
  const mark = marks[node];

  const open = (to: number): void => {
    const step = walk.lastIndexOf(to);
    if (step >= 0) actions.seek(step);
    else actions.enter(release, runTo(ways, to));
  };
  const outside = whatIsOutside(drawn, walk.length - 1, steps.length);
  return (
    <>
      <p className={styles.about}>
        {whatIsDrawn(drawn)}
        {outside !== null && <b> {outside}</b>}
      </p>
      <GraphPlane
        drawn={drawn}
        ways={ways}
        walk={walk}
        cursor={cursor}
        focus={focus}
        label={`${count(graph.kind.length, 'state', 'states')}; your run passes ${walk.length}`}
        onFocus={(to) => {
          setTurned({ moment, graph, node: to });
        }}
        onPoint={(to) => {
          setPointed(to === null ? null : { graph, node: to });
        }}
        onOpen={open}
      />
      {mark !== undefined && (
        <NodeCard
          snapshot={snapshot}
          ways={ways}
          node={node}
          edge={edgeInto(
            ways,
            walk,
            steps.map(({ thread }) => thread),
            node,
          )}
          mark={mark}
          here={node === present}
          onOpen={() => {
            open(node);
          }}
        />
      )}
      <Legend marks={marks} threads={threads} />
      <p id="state-graph-keys" className={styles.keys}>
        <kbd>← → ↑ ↓</kbd> along steps and across, <kbd>⏎</kbd> stand there, <kbd>+</kbd> <kbd>-</kbd>{' '}
        <kbd>0</kbd> zoom, <kbd>⇧</kbd> with an arrow moves the picture.
      </p>
    </>
  );
}

/** The edge by which the run comes into a node, or else a shortest way. */
function edgeInto(ways: Ways, walk: readonly number[], by: readonly number[], node: number): number {
  const step = walk.indexOf(node);
  const before = walk[step - 1];
  if (step < 1 || before === undefined) return ways.via[node] ?? -1;
  const { edges } = ways.graph;
  const taken = ways.into[node]?.find(
    (edge) => edges.from[edge] === before && edges.thread[edge] === by[step - 1],
  );
  return taken ?? ways.via[node] ?? -1;
}
