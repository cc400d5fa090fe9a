/** Editing the modelled sources: drafts, what is wrong with them, and when they are good, the run carried over and what a short search finds. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnostic } from '../core/lang/program.ts';
import { NO_EDITS, type Edits } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { received, type Compiled, type Found } from '../worker/compile-messages.ts';
import { lineTo } from '../worker/line.ts';
import { nameOf } from '../worker/scenario-name.ts';
import type { RunStore } from './store.ts';
import { MOST_MS_TO_COMPILE } from '../core/limits.ts';

export type { Diagnostic } from '../core/lang/program.ts';
export type { Found } from '../worker/compile-messages.ts';

export type Checked =
  /** Nothing is edited on this release. */
  | { readonly kind: 'as released' }
  /** The drafts are in force. */
  | { readonly kind: 'good' }
  /** The drafts are kept, and the release runs as it is. */
  | { readonly kind: 'aside' }
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
  /** What a search found in the program in force; null: not known. While busy, of the program before. */
  readonly found: Found | null;
  readonly change: (path: string, text: string) => void;
  /** Takes back one file, or all of the present release. */
  readonly reset: (path?: string) => void;
  /** Takes the edits of a link or file that has been opened as the drafts of its release; those that do not compile can be mended. */
  readonly adopt: (edits?: Edits) => void;
  /** Puts drafts that were kept aside into force again. */
  readonly putInForce: () => void;
  readonly stop: () => void;
}

/** After the last key. */
const DEBOUNCE_MS = 50;

export function createEditing(
  run: StoreApi<RunStore>,
  drafts: ReadonlyMap<string, Edits> = new Map(),
  open?: () => Worker,
): StoreApi<EditingStore> {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const here = (): { scenario: Scenario; release: string; inForce: Edits; aside: boolean } => {
    const { scenario, release, edits, aside } = run.getState().snapshot;
    return { scenario, release, inForce: edits, aside };
  };
  const draftsHere = (): Edits => store.getState().drafts.get(here().release) ?? NO_EDITS;
  const settle = (checked: Checked): void => {
    clearTimeout(timer);
    const inForce = checked.kind === 'good' || checked.kind === 'as released';
    store.setState(({ found }) => ({ checked, busy: false, found: inForce ? found : null }));
  };
  const hear = (compiled: Compiled): void => {
    if (!store.getState().busy) return;
    if ('diagnostics' in compiled) {
      settle({ kind: 'wrong', diagnostics: compiled.diagnostics });
      return;
    }
    run.getState().actions.edit(draftsHere(), compiled.machine === null ? null : received(compiled.machine));
    const { edits, note } = run.getState().snapshot;
    if (sameTexts(draftsHere(), edits)) settle({ kind: 'good' });
    // It compiles, and still there may be no start to run from.
    else settle({ kind: 'failed', message: `${note ?? ''} The last good program stays in force.` });
  };
  const line = lineTo(
    'compile',
    {
      progress: hear,
      result: (found) => {
        if (found !== null && !store.getState().busy) store.setState({ found });
      },
      failed: (why) => {
        const message = `The compiler stopped${why === '' ? '' : `: ${why}`}. The next change starts it again.`;
        settle({ kind: 'failed', message });
      },
    },
    open,
  );
  /** Has the drafts compiled and searched. */
  const ask = (wantsProgram: boolean): void => {
    const { scenario, release } = here();
    line.start({ ...nameOf(scenario), release, edited: [...draftsHere()], wantsProgram });
  };
  const compile = (): void => {
    ask(true);
    timer = setTimeout(() => {
      line.end();
      const message = `It takes longer than ${MOST_MS_TO_COMPILE / 1000} seconds to compile, so it was stopped.`;
      settle({ kind: 'failed', message });
    }, MOST_MS_TO_COMPILE);
  };
  /** Brings the run and what is known of the drafts up to date with the drafts; those kept aside only if they are wanted. */
  const check = (after: number, wanted = true): void => {
    clearTimeout(timer);
    line.stop();
    const { inForce, aside } = here();
    if (draftsHere().size === 0) {
      settle({ kind: 'as released' });
      // A run that was opened with edits of its own is not put back: they are drafts in a moment (adopt).
      if ((inForce.size > 0 && wanted) || aside) run.getState().actions.edit(NO_EDITS);
      store.setState({ found: null });
      // Whoever has mended it hears that it holds.
      if (wanted && store.getState().own) ask(false);
    } else if (aside && !wanted) {
      settle({ kind: 'aside' });
    } else if (sameTexts(draftsHere(), inForce)) {
      settle({ kind: 'good' });
      store.setState({ found: null });
      ask(false);
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
    found: null,
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
    putInForce() {
      check(0);
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
      line.end();
    },
  }));
  const unsubscribe = run.subscribe(({ snapshot }, { snapshot: before }) => {
    const { scenario, release, aside } = snapshot;
    if (scenario !== before.scenario || release !== before.release || aside !== before.aside) check(0, false);
  });
  check(0, false);
  return store;
}

function sameTexts(a: Edits, b: Edits): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}
