import { useRef, useState } from 'react';
import type { PointerEvent, RefObject } from 'react';
import { momentAt, stepAt } from '../../picture/lanes.ts';
import type { Lanes } from '../../picture/lanes.ts';

/** Further than this, a press is no click any more. */
const SLACK = 4;

/** A click on a step goes to just after it; a drag takes the playhead along, to the nearest moment. */
export function useScrubbing(
  track: RefObject<HTMLElement | null>,
  layout: Lanes,
  cursor: number,
  seek: (moment: number) => void,
) {
  const [dragging, setDragging] = useState(false);
  const pressed = useRef<{ readonly x: number; readonly onHandle: boolean } | null>(null);
  const placeOf = (event: PointerEvent): number =>
    event.clientX - (track.current?.getBoundingClientRect().left ?? 0);
  const end = () => {
    pressed.current = null;
    setDragging(false);
  };
  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pressed.current = { x: event.clientX, onHandle: isHandle(event.target) };
    },
    onPointerMove(event: PointerEvent) {
      if (pressed.current === null) return;
      if (!dragging && Math.abs(event.clientX - pressed.current.x) < SLACK) return;
      setDragging(true);
      const moment = momentAt(layout, placeOf(event));
      if (moment !== cursor) seek(moment);
    },
    onPointerUp(event: PointerEvent) {
      if (pressed.current?.onHandle === false && !dragging) seek(stepAt(layout, placeOf(event)) + 1);
      end();
    },
    onPointerCancel: end,
  };
  return { dragging, handlers };
}

/** Taking hold of the playhead moves nothing yet. */
function isHandle(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[role="slider"]') !== null;
}
