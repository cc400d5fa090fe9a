import { useEffect, useLayoutEffect, useRef } from 'react';
import { COLUMNS } from '../../picture/granules.ts';
import type { Box } from '../../picture/links.ts';
import { besideEachOther, leader, linkShape } from '../../picture/links.ts';
import type { LinkMark } from '../../picture/memory.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './Links.module.css';

/** A line from a card to the granule that it is about. */
export interface Leader {
  /** The card's anchor. */
  readonly from: string;
  readonly granule: number;
  readonly wrong: boolean;
}

interface Props {
  readonly links: readonly LinkMark[];
  readonly leaders: readonly Leader[];
}

/** Lines between the elements that carry `data-anchor`, wherever the layout has put them. Drawn anew when anything moves. */
export function Links({ links, leaders }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    if (svg.current !== null) draw(svg.current);
  });
  useEffect(() => {
    const drawn = svg.current;
    const stage = drawn?.parentElement ?? null;
    if (drawn === null || stage === null) return;
    const redraw = () => {
      draw(drawn);
    };
    const observer = new ResizeObserver(redraw);
    observer.observe(stage);
    document.fonts.addEventListener('loadingdone', redraw);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', redraw);
    };
  }, []);
  return (
    <svg ref={svg} className={styles.links} aria-hidden>
      {links.map(({ from, to, holds, thread }) => (
        <g
          key={`${from} ${to}`}
          className={styles.link}
          data-from={from}
          data-to={to}
          data-holds={holds}
          data-own={to.startsWith('entry')}
          style={thread === null ? undefined : threadColours(thread)}
        >
          <path />
          <circle r={3.5} />
        </g>
      ))}
      {leaders.map(({ from, granule, wrong }) => (
        <path
          key={from}
          className={styles.leader}
          data-from={from}
          data-granule={granule}
          data-wrong={wrong}
        />
      ))}
    </svg>
  );
}

function draw(svg: SVGSVGElement): void {
  const boxes = boxesAround(svg);
  for (const link of svg.querySelectorAll<SVGGElement>('g')) drawLink(link, boxes);
  for (const path of svg.querySelectorAll<SVGPathElement>('path[data-granule]')) drawLeader(path, boxes);
}

/** Every anchor's box, from the corner of the drawing. */
function boxesAround(svg: SVGSVGElement): ReadonlyMap<string, Box> {
  const origin = svg.getBoundingClientRect();
  const boxes = new Map<string, Box>();
  for (const element of svg.parentElement?.querySelectorAll<HTMLElement>('[data-anchor]') ?? []) {
    const { left, top, width, height } = element.getBoundingClientRect();
    boxes.set(element.dataset.anchor ?? '', {
      left: left - origin.left,
      top: top - origin.top,
      width,
      height,
    });
  }
  return boxes;
}

function drawLink(link: SVGGElement, boxes: ReadonlyMap<string, Box>): void {
  const { from: fromName = '', to: toName = '' } = link.dataset;
  const from = boxes.get(fromName);
  const whole = boxes.get(toName);
  if (from === undefined || whole === undefined) return;
  // Beside the frame a link meets its grid, not its title, and stops short of the digits.
  const grid = boxes.get('grid');
  const to = toName === 'frame' && grid && besideEachOther(from, whole) ? widened(grid) : whole;
  const others = [...boxes]
    .filter(([name]) => ![fromName, toName, toName === 'frame' ? 'grid' : 'frame', 'cells'].includes(name))
    .map(([, box]) => box);
  const { path, end } = linkShape(from, to, others);
  link.querySelector('path')?.setAttribute('d', path);
  const dot = link.querySelector('circle');
  dot?.setAttribute('cx', String(end[0]));
  dot?.setAttribute('cy', String(end[1]));
}

function widened({ left, top, width, height }: Box): Box {
  return { left: left - 5, top, width: width + 10, height };
}

function drawLeader(path: SVGPathElement, boxes: ReadonlyMap<string, Box>): void {
  const card = boxes.get(path.dataset.from ?? '');
  const cells = boxes.get('cells');
  // With the digits around it: the line bends outside of them.
  const ruled = boxes.get('grid');
  // A card below the grid needs no line, and none could reach it without crossing digits.
  if (!card || !cells || !ruled || !besideEachOther(card, ruled)) {
    path.removeAttribute('d');
    return;
  }
  const granule = Number(path.dataset.granule);
  const cell = cells.width / COLUMNS;
  const [row, column] = [Math.floor(granule / COLUMNS), granule % COLUMNS];
  // The line between rows that is nearer to the card.
  const below = card.top > cells.top + (row + 0.5) * cell;
  const line = cells.top + (row + (below ? 1 : 0)) * cell;
  path.setAttribute(
    'd',
    leader(card, ruled, line, [cells.left + column * cell, cells.left + (column + 1) * cell]),
  );
}
