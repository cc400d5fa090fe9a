import { useCallback, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { createBoard, type BoardStore } from '../../run/board.ts';
import type { OpenedImage } from '../../run/open-image.ts';

interface OpenBoard {
  readonly board: StoreApi<BoardStore>;
  /** Of the boards of this visit, from 1. */
  readonly nth: number;
}

/** The board of the image that was opened last. Behind a closed dialog it stands still. */
export function useBoard() {
  const [last, setLast] = useState<OpenBoard | null>(null);
  const [isShown, setShown] = useState(false);
  const openBoard = useCallback(
    (image: OpenedImage) => {
      last?.board.getState().close();
      setLast({ board: createBoard(image), nth: (last?.nth ?? 0) + 1 });
      setShown(true);
    },
    [last],
  );
  const showBoard = useCallback(() => {
    setShown(true);
  }, []);
  const hideBoard = useCallback(() => {
    last?.board.getState().stop();
    setShown(false);
  }, [last]);
  return { last, shown: isShown ? last : null, openBoard, showBoard, hideBoard };
}
