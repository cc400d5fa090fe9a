import { Maximize2, Minus, Plus } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Precopy } from '../../core/precopy/precopy.ts';
import { COLUMNS, granuleName, tagOf } from '../../picture/granules.ts';
import { granuleAt, pagesAcross, pageState } from '../../picture/overview.ts';
import controls from '../controls.module.css';
import { useElementSize } from '../memory/useElementSize.ts';
import { useZoom } from '../state-graph/use-zoom.ts';
import { useOverviewLook } from './overview-look.ts';
import styles from './Overview.module.css';
import { overviewPainter, type OverviewPainter } from './paint-overview.ts';

export type Which = 'source' | 'destination';

interface Props {
  readonly migration: Precopy;
  /** The migration is written to in place; another frame is to be painted. */
  readonly frame: number;
  readonly which: Which;
  readonly children: ReactNode;
}

/** A granule is this large, in pixels, where nobody needs to come closer. */
const CLOSEST = 28;
const STEP = 60;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

/** The plane of pages: it can be moved and zoomed by mouse, touch, wheel, buttons and keys, and says what lies in its middle or under the pointer. */
export function OverviewPlane({ migration, frame, which, children }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<OverviewPainter>(null);
  const size = useElementSize(host);
  const look = useOverviewLook();
  const count = migration.pages.length;
  const side = pagesAcross(count) * COLUMNS;
  const zoom = useZoom(host, [side, side], size, CLOSEST);
  const [pointer, setPointer] = useState<readonly [number, number] | null>(null);
  const tags = migration[which];

  useLayoutEffect(() => {
    if (canvas.current === null || size.width === 0) return;
    painter.current ??= overviewPainter(canvas.current);
    painter.current.paint({ tags, pages: migration.pages }, zoom.view, size, look);
  }, [migration, frame, tags, zoom.view, size, look]);

  const middle: [number, number] = [size.width / 2, size.height / 2];
  const turnedTo = (): [number, number] => {
    const [x, y] = pointer ?? middle;
    return [(x - zoom.view.x) / zoom.view.k, (y - zoom.view.y) / zoom.view.k];
  };
  const found = granuleAt(zoom.view, pointer ?? middle, count);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const arrow = ARROWS[key];
    if (arrow !== undefined) zoom.pan(...arrow);
    else if (key === '+' || key === '=') zoom.by(2, turnedTo());
    else if (key === '-') zoom.by(0.5, turnedTo());
    else if (key === '0' || key === 'Home') zoom.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <div className={styles.bar}>
        {children}
        <div className={styles.buttons} role="group" aria-label="Zoom">
          <button
            className={`${controls.button} ${controls.square}`}
            aria-label="Closer"
            onClick={() => {
              zoom.by(2, turnedTo());
            }}
          >
            <Plus size="1.1em" aria-hidden />
          </button>
          <button
            className={`${controls.button} ${controls.square}`}
            aria-label="Further"
            onClick={() => {
              zoom.by(0.5, turnedTo());
            }}
          >
            <Minus size="1.1em" aria-hidden />
          </button>
          <button
            className={`${controls.button} ${controls.square}`}
            aria-label="All of it"
            onClick={zoom.fit}
          >
            <Maximize2 size="1.1em" aria-hidden />
          </button>
        </div>
      </div>
      <div
        ref={host}
        className={styles.plane}
        tabIndex={0}
        role="group"
        aria-label="Guest memory: arrows move it, plus and minus zoom, 0 shows all"
        onKeyDown={onKeyDown}
        onPointerMove={({ currentTarget, clientX, clientY }) => {
          const { left, top } = currentTarget.getBoundingClientRect();
          setPointer([clientX - left, clientY - top]);
        }}
        onPointerLeave={() => {
          setPointer(null);
        }}
      >
        <canvas ref={canvas} className={styles.canvas} aria-hidden />
      </div>
      <p className={styles.place}>
        {found === null ? (
          'Beside memory'
        ) : (
          <>
            Page <code>0x{(found.page * 4096).toString(16)}</code>,{' '}
            {STATES[pageState(migration.pages, found.page)]}; granule{' '}
            <code>{granuleName(found.granule)}</code>, tag{' '}
            <code>{tagOf(tags, found.page * COLUMNS * COLUMNS + found.granule).toString(16)}</code>
          </>
        )}
      </p>
    </>
  );
}

const STATES = {
  'not sent': 'not sent',
  same: 'the same there',
  written: 'written since it was sent',
} as const;
