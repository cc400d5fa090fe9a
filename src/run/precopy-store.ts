/** The migration of a large guest that the overview shows: it plays, stops, and begins anew. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { advance, progressOf, startPrecopy, type Precopy, type Progress } from '../core/precopy/precopy.ts';

/** 64 MiB. */
const PAGES = 16_384;
const SEED = 0x5eed;
/** In a frame of the picture: all is there after some seconds. */
const PACE = { sent: 96, written: 6 };

export interface PrecopyStore {
  /** Written to in place: `frame` says that it has changed. */
  readonly migration: Precopy;
  readonly frame: number;
  readonly progress: Progress;
  readonly playing: boolean;
  readonly play: () => void;
  readonly pause: () => void;
  /** What happens in one frame. */
  readonly step: () => void;
  readonly again: () => void;
}

/** A guest that has not begun to move. */
export function createPrecopy(): StoreApi<PrecopyStore> {
  return createStore<PrecopyStore>()((set, get) => {
    const begin = () => {
      const migration = startPrecopy(SEED, PAGES);
      return { migration, frame: 0, progress: progressOf(migration), playing: false };
    };
    return {
      ...begin(),
      play: () => {
        set({ playing: !get().migration.done });
      },
      pause: () => {
        set({ playing: false });
      },
      step: () => {
        const { migration, frame, playing } = get();
        advance(migration, PACE);
        set({ frame: frame + 1, progress: progressOf(migration), playing: playing && !migration.done });
      },
      again: () => {
        set(begin());
      },
    };
  });
}
