import { useLayoutEffect, useMemo, useRef } from 'react';
import { markSize } from '../../picture/state-graph.ts';
import { CHAIN, OUTLINES, RINGS, STUB, type StateMark } from '../../picture/state-mark.ts';
import type { Size } from '../memory/useElementSize.ts';
import { useGraphLook, type GraphLook } from './graph-look.ts';
import { at, type Scene } from './scene.ts';
import styles from './StateGraph.module.css';
import type { View } from './use-zoom.ts';

interface Props {
  readonly scene: Scene;
  readonly view: View;
  readonly size: Size;
}

/** States and steps of a graph with so many that elements of their own would be slow. */
export function GraphCanvas({ scene, view, size }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const look = useGraphLook();
  const lines = useMemo(() => scene.lines.map((line) => new Path2D(line)), [scene]);
  useLayoutEffect(() => {
    if (canvas.current !== null) paint(canvas.current, scene, lines, view, size, look);
  }, [scene, lines, view, size, look]);
  return <canvas ref={canvas} className={styles.layer} aria-hidden />;
}

function paint(
  canvas: HTMLCanvasElement,
  { points, marks, plan }: Scene,
  lines: readonly Path2D[],
  view: View,
  { width, height }: Size,
  look: GraphLook,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const dots = devicePixelRatio;
  canvas.width = Math.round(width * dots);
  canvas.height = Math.round(height * dots);
  context.setTransform(view.k * dots, 0, 0, view.k * dots, view.x * dots, view.y * dots);
  context.lineWidth = 1 / view.k;
  context.globalAlpha = 0.45;
  lines.forEach((line, thread) => {
    context.strokeStyle = look.threads[thread % look.threads.length] ?? '';
    context.stroke(line);
  });
  context.globalAlpha = 1;
  const grown = markSize(plan, view.k) * view.k * dots;
  marks.forEach((mark, node) => {
    const [x, y] = at(points, node);
    const [left, top] = [(x * view.k + view.x) * dots, (y * view.k + view.y) * dots];
    if (left < -20 || top < -20 || left > canvas.width + 20 || top > canvas.height + 20) return;
    context.setTransform(grown, 0, 0, grown, left, top);
    paintMark(context, mark, look, plan.direction);
  });
}

const DOTS = [2, 1.5];

const outlines = new Map<string, Path2D>();

function outline(path: string): Path2D {
  const known = outlines.get(path) ?? new Path2D(path);
  outlines.set(path, known);
  return known;
}

function paintMark(
  context: CanvasRenderingContext2D,
  { shape, end, chain, hidden }: StateMark,
  look: GraphLook,
  direction: 'right' | 'down',
): void {
  const wrong = shape === 'breaking' || shape === 'broken';
  const colour = wrong ? look.broken : shape === 'stuck' ? look.ink : look.state;
  const hollow = shape === 'broken' || shape === 'open';
  const path = outline(chain > 1 ? CHAIN[direction] : OUTLINES[shape]);
  context.fillStyle = hollow ? look.ground : colour;
  context.strokeStyle = colour;
  context.lineWidth = 1.3;
  context.setLineDash(shape === 'open' ? DOTS : []);
  context.fill(path);
  if (hollow) context.stroke(path);
  context.setLineDash([]);
  if (hidden > 0) {
    context.setLineDash(DOTS);
    context.stroke(outline(STUB[direction]));
    context.setLineDash([]);
  }
  if (end) context.stroke(outline(RINGS.end));
}
