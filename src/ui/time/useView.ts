import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** The part of a scrolled element that is in view, in pixels. */
export interface View {
  readonly left: number;
  readonly width: number;
  /** Size of 1em, in pixels. */
  readonly em: number;
}

/** Follows scrolling and resizing, once a frame at most. */
export function useView(element: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState<View>({ left: 0, width: 0, em: 12 });
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const em = Number.parseFloat(getComputedStyle(watched).fontSize);
      const next = { left: watched.scrollLeft, width: watched.clientWidth, em };
      setView((last) =>
        last.left === next.left && last.width === next.width && last.em === next.em ? last : next,
      );
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const observer = new ResizeObserver(soon);
    observer.observe(watched);
    watched.addEventListener('scroll', soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      watched.removeEventListener('scroll', soon);
    };
  }, [element]);
  return view;
}
