/** Editing the modelled sources: drafts, what is wrong with them, and when they are good, the run carried over to them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnostic } from '../core/lang/program.ts';
import type { CompileAnswer, CompileTask } from '../worker/compile-messages.ts';
import type { RunStore } from './store.ts';
import { NO_EDITS, type Edits } from './systems.ts';

export type { Diagnostic } from '../core/lang/program.ts';

export type Checked =
  /** Nothing is edited on this release. */
  | { readonly kind: 'as released' }
  /** The drafts are in force. */
  | { readonly kind: 'good' }
  | { readonly kind: 'wrong'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface EditingStore {
  /** Texts that differ from the release's, by release and path; good or not. */
  readonly drafts: ReadonlyMap<string, Edits>;
  /** Whether the visitor has written them, rather than opened them. */
  readonly own: boolean;
  /** What the last check came to. */
  readonly checked: Checked;
  /** Whether another is on its way. */
  readonly busy: boolean;
  readonly change: (path: string, text: string) => void;
  /** Takes back one file, or all of the present release. */
  readonly reset: (path?: string) => void;
  /** Takes the edits of a link or file that has been opened as the drafts of its release; those that do not compile can be mended. */
  readonly adopt: (edits?: Edits) => void;
  readonly stop: () => void;
}

/** After the last key. */
const DEBOUNCE_MS = 150;
const MOST_MS = 5_000;

export function createEditing(
  run: StoreApi<RunStore>,
  drafts: ReadonlyMap<string, Edits> = new Map(),
  start: () => Worker = startWorker,
): StoreApi<EditingStore> {
  let worker: Worker | null = null;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const here = (): { scenario: string; release: string; inForce: Edits } => {
    const { scenario, release, edits } = run.getState().snapshot;
    return { scenario: scenario.id, release, inForce: edits };
  };
  const draftsHere = (): Edits => store.getState().drafts.get(here().release) ?? NO_EDITS;
  const settle = (checked: Checked): void => {
    clearTimeout(timer);
    store.setState({ checked, busy: false });
  };
  const giveUp = (message: string): void => {
    worker?.terminate();
    worker = null;
    settle({ kind: 'failed', message });
  };
  const compile = (): void => {
    const { scenario, release } = here();
    const task: CompileTask = { id: ++asked, scenario, release, edited: [...draftsHere()] };
    worker ??= start();
    worker.onmessage = ({ data }: MessageEvent<CompileAnswer>) => {
      if (data.id === asked) hear(data);
    };
    worker.onerror = (event) => {
      giveUp(
        `The compiler stopped${event.message === '' ? '' : `: ${event.message}`}. The next change starts it again.`,
      );
    };
    worker.postMessage(task);
    timer = setTimeout(() => {
      giveUp(`It takes longer than ${MOST_MS / 1000} seconds to compile, so it was stopped.`);
    }, MOST_MS);
  };
  const hear = ({ diagnostics }: CompileAnswer): void => {
    if (diagnostics.length > 0) {
      settle({ kind: 'wrong', diagnostics });
      return;
    }
    settle({ kind: 'good' });
    run.getState().actions.edit(draftsHere());
  };
  /** Brings the run and what is known of the drafts up to date with the drafts. */
  const check = (after: number): void => {
    clearTimeout(timer);
    asked++;
    const { inForce } = here();
    if (draftsHere().size === 0) {
      settle({ kind: 'as released' });
      if (inForce.size > 0) run.getState().actions.edit(NO_EDITS);
    } else if (sameTexts(draftsHere(), inForce)) {
      settle({ kind: 'good' });
    } else {
      store.setState({ busy: true });
      timer = setTimeout(compile, after);
    }
  };
  const put = (path: string, text: string | null): void => {
    const changed = new Map(draftsHere());
    if (text === null || text === run.getState().textsOf(here().release).get(path)) changed.delete(path);
    else changed.set(path, text);
    store.setState(({ drafts }) => ({ drafts: new Map(drafts).set(here().release, changed), own: true }));
  };

  const store = createStore<EditingStore>(() => ({
    drafts,
    own: false,
    checked: { kind: 'as released' },
    busy: false,
    change(path, text) {
      put(path, text);
      check(DEBOUNCE_MS);
    },
    reset(path) {
      for (const each of path === undefined ? [...draftsHere().keys()] : [path]) put(each, null);
      check(0);
    },
    adopt(edits = NO_EDITS) {
      const { release } = here();
      store.setState((now) => ({ drafts: new Map(now.drafts).set(release, edits), own: false }));
      check(0);
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
      worker?.terminate();
      worker = null;
    },
  }));
  const unsubscribe = run.subscribe(({ snapshot }, { snapshot: before }) => {
    if (snapshot.scenario !== before.scenario || snapshot.release !== before.release) check(0);
  });
  check(0);
  return store;
}

function sameTexts(a: Edits, b: Edits): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

function startWorker(): Worker {
  return new Worker(new URL('../worker/compile.worker.ts', import.meta.url), { type: 'module' });
}
