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
  ToBoard,
} from '../worker/board-messages.ts';
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
export { MOST_CPUS, MOST_RAM_MIB } from '../core/arm/board/board.ts';

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

/** `start` makes the worker, at once. */
export function createBoard(image: OpenedImage, start: () => Worker = startWorker): StoreApi<BoardStore> {
  let worker: Worker | null = null;
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
  const say = (message: ToBoard): void => {
    worker?.postMessage(message);
  };
  /** A worker with the image loaded and the breakpoints set. */
  const begin = (options: BoardOptions): void => {
    worker?.terminate();
    const fresh = start();
    fresh.onmessage = ({ data }: MessageEvent<FromBoard>) => {
      hear(data);
    };
    fresh.onerror = (event) => {
      fresh.terminate();
      worker = null;
      store.setState({
        view: null,
        progress: null,
        problem: `The board is gone: its worker died${event.message === '' ? '' : ` (${event.message})`}. Your run on the page is as it was.`,
      });
    };
    worker = fresh;
    say({ kind: 'load', image: image.image, options, look: store.getState().view?.look ?? null });
    say({ kind: 'breakpoints', addresses: [...store.getState().breakpoints] });
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
      say({ kind: 'go', go });
    },
    stop() {
      say({ kind: 'stop' });
    },
    back() {
      say({ kind: 'back' });
    },
    seek(place) {
      say({ kind: 'seek', place });
    },
    toggleBreakpoint(address) {
      const breakpoints = new Set(get().breakpoints);
      if (!breakpoints.delete(address)) breakpoints.add(address);
      set({ breakpoints });
      say({ kind: 'breakpoints', addresses: [...breakpoints] });
    },
    lookAt(change) {
      const { view } = get();
      if (view !== null) say({ kind: 'look', look: { ...view.look, ...change } });
    },
    close() {
      worker?.terminate();
      worker = null;
    },
  }));
  begin(image.options);
  return store;
}

function startWorker(): Worker {
  return new Worker(new URL('../worker/board.worker.ts', import.meta.url), { type: 'module' });
}
