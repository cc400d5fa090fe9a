/** The board as the page sees it: the image that was opened, how far it has run, what is looked at. A plain store around the worker. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BoardOptions } from '../core/arm/board/board.ts';
import type {
  BoardLook,
  BoardProgress,
  BoardView,
  FromBoard,
  Go,
  NotedPlace,
} from '../worker/board-messages.ts';
import { lineTo } from '../worker/line.ts';
import type { OpenedImage } from './open-image.ts';

export type {
  BoardLook,
  BoardProgress,
  BoardStatus,
  BoardView,
  Go,
  NotedPlace,
} from '../worker/board-messages.ts';
export type { BoardOptions } from '../core/arm/board/board.ts';

export interface BoardStore {
  readonly image: OpenedImage;
  /** What the board was last asked to have. */
  readonly options: BoardOptions;
  /** Where it stands, or stood before it ran on; null before the first answer. */
  readonly view: BoardView | null;
  /** Newer than the view while it runs. */
  readonly progress: BoardProgress | null;
  readonly breakpoints: ReadonlySet<bigint>;
  /** Why there is no such board, or what became of it, in a sentence; null: nothing is wrong. */
  readonly problem: string | null;
  /** Starts anew, with these options. */
  readonly reset: (options: BoardOptions) => void;
  readonly go: (go: Go) => void;
  readonly stop: () => void;
  readonly back: () => void;
  /** Goes back to behind an instruction that set or read a bit of TFSR. */
  readonly seek: (place: NotedPlace) => void;
  readonly toggleBreakpoint: (address: bigint) => void;
  readonly lookAt: (look: Partial<BoardLook>) => void;
  /** Ends the worker. */
  readonly close: () => void;
}

/** `open` makes the worker, at once. */
export function createBoard(image: OpenedImage, open?: () => Worker): StoreApi<BoardStore> {
  const hear = (message: FromBoard): void => {
    switch (message.kind) {
      case 'refused':
        store.setState({ problem: `The board does not start: ${message.why}.` });
        break;
      case 'progress':
        store.setState({ progress: message.progress });
        break;
      case 'view':
        store.setState({ view: message.view, progress: message.view, problem: null });
        break;
    }
  };
  const line = lineTo(
    'board',
    {
      progress: hear,
      failed: (why) => {
        store.setState({
          view: null,
          progress: null,
          problem: `The board is gone: its worker died${why === '' ? '' : ` (${why})`}. Your run on the page is as it was.`,
        });
      },
    },
    open,
  );
  /** A worker with the image loaded and the breakpoints set. */
  const begin = (options: BoardOptions): void => {
    line.end();
    line.start({ image: image.image, options, look: store.getState().view?.look ?? null });
    line.tell({ kind: 'breakpoints', addresses: [...store.getState().breakpoints] });
  };
  const store = createStore<BoardStore>((set, get) => ({
    image,
    options: image.options,
    view: null,
    progress: null,
    breakpoints: new Set(),
    problem: null,
    reset(options) {
      set({ options, problem: null });
      begin(options);
    },
    go(go) {
      line.tell({ kind: 'go', go });
    },
    stop() {
      line.tell({ kind: 'stop' });
    },
    back() {
      line.tell({ kind: 'back' });
    },
    seek(place) {
      line.tell({ kind: 'seek', place });
    },
    toggleBreakpoint(address) {
      const breakpoints = new Set(get().breakpoints);
      if (!breakpoints.delete(address)) breakpoints.add(address);
      set({ breakpoints });
      line.tell({ kind: 'breakpoints', addresses: [...breakpoints] });
    },
    lookAt(change) {
      const { view } = get();
      if (view !== null) line.tell({ kind: 'look', look: { ...view.look, ...change } });
    },
    close: line.end,
  }));
  begin(image.options);
  return store;
}
