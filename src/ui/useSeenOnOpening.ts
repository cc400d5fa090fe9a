import { useCallback } from 'react';

/** For the top of a panel that was just opened: brings it into view. */
export function useSeenOnOpening(): (element: HTMLElement | null) => void {
  return useCallback((element: HTMLElement | null) => {
    element?.closest('section[data-panel]')?.scrollIntoView({ block: 'start' });
  }, []);
}
