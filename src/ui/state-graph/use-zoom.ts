import { select } from 'd3-selection';
import { zoom, zoomIdentity, zoomTransform } from 'd3-zoom';
import { useEffect, useState, type RefObject } from 'react';
import type { Point } from '../../picture/state-graph.ts';
import type { Size } from '../memory/useElementSize.ts';

export interface View {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface Zoom {
  readonly view: View;
  /** Around a point, which stays where it is. */
  readonly by: (factor: number, around: Point) => void;
  readonly pan: (x: number, y: number) => void;
  /** All of it in view. */
  readonly fit: () => void;
  /** Moves as little as brings a point into view. */
  readonly show: (point: Point) => void;
}

/** Around the picture, so that marks at its edge are not cut. */
export const MARGIN = 28;
/** So much larger than drawn, unless told. */
const CLOSEST = 5;

/** Pan and zoom by mouse, touch and wheel, and by what it gives back. Begins with all in view. */
export function useZoom(
  host: RefObject<HTMLDivElement | null>,
  [width, height]: Point,
  size: Size,
  closest = CLOSEST,
): Zoom {
  const [behaviour] = useState(() => zoom<HTMLDivElement, unknown>().clickDistance(4));
  const [view, setView] = useState<View>(zoomIdentity);
  const k = Math.min(
    1,
    (size.width - 2 * MARGIN) / Math.max(1, width),
    (size.height - 2 * MARGIN) / Math.max(1, height),
  );
  const fit = () => {
    if (host.current === null || size.width === 0) return;
    const whole = zoomIdentity
      .translate((size.width - width * k) / 2, (size.height - height * k) / 2)
      .scale(k);
    select(host.current).call((it) => {
      behaviour.transform(it, whole);
    });
  };
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    behaviour.on('zoom', ({ transform }: { readonly transform: View }) => {
      setView(transform);
    });
    // A double click is two clicks.
    select(element).call(behaviour).on('dblclick.zoom', null);
    return () => {
      select(element).on('.zoom', null);
    };
  }, [behaviour, host]);
  useEffect(() => {
    if (size.width === 0) return;
    behaviour
      .scaleExtent([k, closest])
      .extent([
        [0, 0],
        [size.width, size.height],
      ])
      .translateExtent([
        [-size.width / 2 / k, -size.height / 2 / k],
        [width + size.width / 2 / k, height + size.height / 2 / k],
      ]);
    fit();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another graph, or another size, begins anew
  }, [behaviour, width, height, size.width, size.height]);

  const on = (act: (element: HTMLDivElement) => void): void => {
    if (host.current !== null) act(host.current);
  };
  return {
    view,
    fit,
    by: (factor, [x, y]) => {
      on((element) => {
        behaviour.scaleBy(select(element), factor, zoomTransform(element).apply([x, y]));
      });
    },
    pan: (x, y) => {
      on((element) => {
        const { k: scale } = zoomTransform(element);
        behaviour.translateBy(select(element), x / scale, y / scale);
      });
    },
    show: ([x, y]) => {
      on((element) => {
        // Not the view: a fit may have come since that was drawn.
        const now = zoomTransform(element);
        const [left, top] = now.apply([x, y]);
        const dx = Math.max(0, MARGIN - left) - Math.max(0, left - (size.width - MARGIN));
        const dy = Math.max(0, MARGIN - top) - Math.max(0, top - (size.height - MARGIN));
        if (Math.abs(dx) + Math.abs(dy) > 1) behaviour.translateBy(select(element), dx / now.k, dy / now.k);
      });
    },
  };
}
