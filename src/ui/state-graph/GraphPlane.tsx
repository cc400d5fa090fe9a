import { Maximize2, Minus, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { markSize } from '../../picture/state-graph.ts';
import { RINGS } from '../../picture/state-mark.ts';
import type { DrawnGraph } from '../../run/explorer.ts';
import type { Ways } from '../../run/walk.ts';
import controls from '../controls.module.css';
import { useElementSize } from '../memory/useElementSize.ts';
import { GraphCanvas } from './GraphCanvas.tsx';
import { GraphSvg } from './GraphSvg.tsx';
import { neighbourOf } from './neighbour.ts';
import { at, nodeAt, runLine, sceneOf } from './scene.ts';
import styles from './StateGraph.module.css';
import { MARGIN, useZoom } from './use-zoom.ts';

interface Props {
  readonly drawn: DrawnGraph;
  readonly ways: Ways;
  /** The node of each step of the run, 0 first, and how many have been taken. */
  readonly walk: readonly number[];
  readonly cursor: number;
  readonly focus: number;
  readonly label: string;
  readonly onFocus: (node: number) => void;
  readonly onPoint: (node: number | null) => void;
  readonly onOpen: (node: number) => void;
}

/** Beyond so many states a canvas draws them. */
const MOST_ELEMENTS = 800;
/** How far from a state the pointer may be, in pixels of the screen. */
const REACH = 14;
const STEP = 60;

/** The graph itself: to be moved, enlarged and walked by keys; over it the run, and where the reader stands. */
export function GraphPlane(props: Props) {
  const { drawn, ways, walk, cursor, focus, label, onFocus, onPoint, onOpen } = props;
  const host = useRef<HTMLDivElement>(null);
  const size = useElementSize(host);
  const scene = useMemo(
    () => sceneOf(drawn, size.width - 2 * MARGIN, size.height - 2 * MARGIN),
    [drawn, size.width, size.height],
  );
  const zoom = useZoom(host, scene.extent, size);
  const { view } = zoom;
  const present = walk[cursor];
  const turnedTo = at(scene.points, focus);

  const show = useRef(zoom.show);
  useEffect(() => {
    show.current = zoom.show;
  });
  useEffect(() => {
    show.current(at(scene.points, focus));
  }, [scene, focus]);

  const under = (event: { readonly clientX: number; readonly clientY: number }): number | null => {
    const box = host.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const x = (event.clientX - box.left - view.x) / view.k;
    const y = (event.clientY - box.top - view.y) / view.k;
    return nodeAt(scene, x, y, REACH / view.k);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { key } = event;
    if (event.shiftKey && key in ARROWS) zoom.pan(...(ARROWS[key] ?? [0, 0]));
    else if (key in ARROWS) onFocus(neighbourOf(ways, scene, walk, focus, key));
    else if (key === 'Enter') onOpen(focus);
    else if (key === '+' || key === '=') zoom.by(1.4, turnedTo);
    else if (key === '-') zoom.by(1 / 1.4, turnedTo);
    else if (key === '0') zoom.fit();
    else return;
    event.preventDefault();
  };
  const touched = useRef(false);
  const width = Math.max(0, size.width);
  const moved = `translate(${view.x} ${view.y}) scale(${view.k})`;
  const asElements = scene.points.length <= MOST_ELEMENTS;
  return (
    <div className={styles.frame}>
      <div
        ref={host}
        className={styles.plane}
        role="application"
        aria-label={label}
        aria-roledescription="state graph"
        aria-describedby="state-graph-keys"
        tabIndex={0}
        data-states={drawn.graph.drawn}
        onKeyDown={press}
        onPointerDown={(event: PointerEvent) => {
          touched.current = event.pointerType === 'touch';
        }}
        onPointerMove={(event) => {
          if (event.pointerType !== 'touch') onPoint(under(event));
        }}
        onPointerLeave={() => {
          onPoint(null);
        }}
        onClick={(event) => {
          const node = under(event);
          if (node === null) return;
          // A finger cannot point without pressing: its first press points.
          if (touched.current && node !== focus) onFocus(node);
          else onOpen(node);
        }}
      >
        {!asElements && <GraphCanvas scene={scene} view={view} size={size} />}
        <svg className={styles.layer} width={width} height={size.height} aria-hidden>
          <g transform={moved} style={growing(markSize(scene.plan, view.k))}>
            {asElements && <GraphSvg scene={scene} />}
            <path className={styles.ahead} d={runLine(scene, once(walk.slice(cursor)))} />
            <path className={styles.run} d={runLine(scene, once(walk.slice(0, cursor + 1)))} />
            {walk.map((node, step) => {
              const [x, y] = at(scene.points, node);
              return walk.indexOf(node) !== step ? null : (
                <g key={step} transform={`translate(${x} ${y})`} data-step={step} data-ahead={step > cursor}>
                  <circle className={styles.onRun} r={2.6} />
                </g>
              );
            })}
            {focus !== present && <Ring kind="focus" point={turnedTo} k={view.k} />}
            {present !== undefined && (
              <Ring kind="present" point={at(scene.points, present)} k={view.k} node={present} />
            )}
          </g>
        </svg>
      </div>
      <div className={styles.zoom} role="group" aria-label="Zoom">
        <button
          className={ZOOM}
          aria-label="Zoom in"
          title="Zoom in (+)"
          onClick={() => {
            zoom.by(1.6, turnedTo);
          }}
        >
          <Plus size="1.1em" aria-hidden />
        </button>
        <button
          className={ZOOM}
          aria-label="Zoom out"
          title="Zoom out (-)"
          onClick={() => {
            zoom.by(1 / 1.6, turnedTo);
          }}
        >
          <Minus size="1.1em" aria-hidden />
        </button>
        <button className={ZOOM} aria-label="Show all" title="Show all (0)" onClick={zoom.fit}>
          <Maximize2 size="1em" aria-hidden />
        </button>
      </div>
    </div>
  );
}

const ZOOM = `${controls.button} ${controls.square}`;

/** What an arrow with shift moves the picture by. */
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [-STEP, 0],
  ArrowLeft: [STEP, 0],
  ArrowDown: [0, -STEP],
  ArrowUp: [0, STEP],
};

function growing(factor: number) {
  const style: Record<`--${string}`, number> = { '--grow': factor };
  return style;
}

/** A chain is stood in for several steps, and drawn once. */
function once(nodes: readonly number[]): number[] {
  return nodes.filter((node, i) => node !== nodes[i - 1]);
}

interface RingProps {
  readonly kind: 'focus' | 'present';
  readonly point: readonly [x: number, y: number];
  readonly k: number;
  readonly node?: number;
}

/** A ring that keeps its size on the screen, and glides to where it belongs. */
function Ring({ kind, point: [x, y], k, node }: RingProps) {
  return (
    <g
      className={styles.glides}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      data-ring={kind}
      data-at={node}
    >
      <path className={styles[kind]} d={RINGS[kind]} transform={`scale(${1 / k})`} />
    </g>
  );
}
