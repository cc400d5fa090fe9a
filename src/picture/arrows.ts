/**
 * Arrows between lanes: out of a step's cell near its right end, along the gap before the lane of the other step, into that step's cell
 * near its left end. A column holds one step only, so an arrow that leaves its lane upright crosses no other cell.
 */
import type { Lanes } from './lanes.ts';

export interface ArrowMetrics {
  /** From one lane to the next. */
  readonly lane: number;
  /** From a lane's edge to its cells. */
  readonly inset: number;
  /** How far from the end of its cell an arrow leaves or arrives, where the cell is wide enough. */
  readonly aside: number;
}

/** A step by its number, from 0, and the lane that it lies in. */
export interface End {
  readonly step: number;
  readonly lane: number;
}

export interface ArrowMark {
  /** The line, as an SVG path, and its head. */
  readonly line: string;
  readonly head: string;
}

/** Length of a head, and half of its width. */
const HEAD = { length: 5, half: 3 };

/** Null where both steps lie in one lane. */
export function arrowMark(layout: Lanes, metrics: ArrowMetrics, from: End, to: End): ArrowMark | null {
  if (from.lane === to.lane) return null;
  const { lane, inset, aside } = metrics;
  const down = from.lane < to.lane;
  const way = down ? 1 : -1;
  const x = (layout.at[from.step + 1] ?? 0) - Math.min(aside, widthOf(layout, from.step) / 2);
  const end = (layout.at[to.step] ?? 0) + Math.min(aside, widthOf(layout, to.step) / 2);
  const start = (down ? from.lane + 1 : from.lane) * lane - way * inset;
  const gap = (down ? to.lane : to.lane + 1) * lane;
  const tip = gap + way * inset;
  const bend = Math.min(inset, Math.max(0, (end - x) / 2));
  const neck = tip - way * HEAD.length;
  return {
    line: `M${x} ${start}V${gap - way * bend}Q${x} ${gap} ${x + bend} ${gap}H${end - bend}Q${end} ${gap} ${end} ${neck}`,
    head: `M${end} ${tip}L${end - HEAD.half} ${neck}H${end + HEAD.half}Z`,
  };
}

function widthOf({ at }: Lanes, step: number): number {
  return (at[step + 1] ?? 0) - (at[step] ?? 0);
}
