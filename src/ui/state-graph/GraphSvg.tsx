import { memo } from 'react';
import { CHAIN, OUTLINES, RINGS, STUB, type StateMark } from '../../picture/state-mark.ts';
import { threadColours } from '../threads/colours.ts';
import { at, type Scene } from './scene.ts';
import styles from './StateGraph.module.css';

/** States and steps of a small graph, an element each state. Where it stands and how large is its parent's business. */
export const GraphSvg = memo(function GraphSvg({ scene }: { readonly scene: Scene }) {
  return (
    <>
      {scene.lines.map((line, thread) => (
        <path key={thread} className={styles.line} style={threadColours(thread)} d={line} />
      ))}
      {scene.marks.map((mark, node) => {
        const [x, y] = at(scene.points, node);
        return (
          <g key={node} transform={`translate(${x} ${y})`} data-node={node} data-shape={mark.shape}>
            <Mark mark={mark} direction={scene.plan.direction} />
          </g>
        );
      })}
    </>
  );
});

interface MarkProps {
  readonly mark: StateMark;
  readonly direction: 'right' | 'down';
}

/** The mark of one state, around 0,0. */
export function Mark({ mark: { shape, end, chain, hidden }, direction }: MarkProps) {
  return (
    <g className={styles.mark} data-shape={shape}>
      <path d={chain > 1 ? CHAIN[direction] : OUTLINES[shape]} />
      {hidden > 0 && <path className={styles.stub} d={STUB[direction]} />}
      {end && <path className={styles.endRing} d={RINGS.end} />}
    </g>
  );
}
