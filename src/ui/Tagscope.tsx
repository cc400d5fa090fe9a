import { lazy, Suspense, use, useCallback, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { createEditing, type EditingStore } from '../run/editing.ts';
import { decodeLink } from '../run/link.ts';
import { openFile, type WrongFile as Wrong } from '../run/open-file.ts';
import { readScenario } from '../run/read-scenario.ts';
import type { Reading } from '../core/formats/shared-run.ts';
import { createRunStore, type RunStore } from '../run/store.ts';
import { underKvm } from '../run/under-kvm.ts';
import { App } from './App.tsx';
import { useBoard } from './board/useBoard.ts';
import { recall, remember } from './edit/remembered.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { DropTarget } from './files/DropTarget.tsx';
import { WrongFile } from './files/WrongFile.tsx';
import { RunContext } from './useRun.ts';
import { MOST_GUEST_STEPS_AT_ONCE } from '../core/limits.ts';

const BoardDialog = lazy(() => import('./board/BoardDialog.tsx'));

/** Read once, as the page is opened. */
const address = decodeLink(location.hash);

/** The page with a run of its own. Compiling the model takes a moment, so main.tsx loads this after its first sentence. */
export default function Tagscope() {
  const linked = use(address);
  const [{ store, editing, stale }] = useState(() => begin(linked));
  // Another link or file opened later shows the page as that says.
  const [looks, setLooks] = useState(linked?.shared ?? {});
  const [wrong, setWrong] = useState(stale);
  const { last: board, shown, openBoard, showBoard, hideBoard } = useBoard();

  const open = useCallback(
    (reading: Reading) => {
      store.getState().actions.open(reading);
      adopt(editing, reading);
      setLooks(reading.shared);
    },
    [store, editing],
  );
  const onFile = useCallback(
    (file: File) => {
      void openFile(file).then((read) => {
        if (read.kind === 'wrong') setWrong(read);
        else if (read.kind === 'image') openBoard(read.image);
        else if (read.kind === 'run') {
          hideBoard();
          open(read.reading);
        } else {
          hideBoard();
          store.getState().actions.openScenario(read.scenario);
          keep(store, editing);
        }
      });
    },
    [store, editing, open, openBoard, hideBoard],
  );
  useEffect(() => {
    const follow = () => {
      void decodeLink(location.hash).then((reading) => {
        if (reading !== null) open(reading);
      });
    };
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
    };
  }, [open]);
  return (
    <RunContext value={store}>
      <App
        editing={editing}
        looks={looks}
        onFile={onFile}
        onCloseScenario={(id) => {
          store.getState().actions.closeScenario(id);
          keep(store, editing);
        }}
        board={board === null ? null : { name: board.board.getState().image.name, onOpen: showBoard }}
      />
      <DropTarget onFile={onFile} />
      {shown !== null && (
        <ErrorBoundary part="The board">
          <Suspense>
            <BoardDialog
              key={shown.nth}
              board={shown.board}
              onClose={hideBoard}
              onUnderKvm={() => {
                const scenario = underKvm(shown.board.getState().image, store.getState().snapshot.release);
                if ('refused' in scenario) return scenario.refused;
                hideBoard();
                store.getState().actions.openScenario(scenario);
                keep(store, editing);
                return null;
              }}
            />
          </Suspense>
        </ErrorBoundary>
      )}
      {wrong !== null && (
        <WrongFile
          wrong={wrong}
          onClose={() => {
            setWrong(null);
          }}
        />
      )}
    </RunContext>
  );
}

interface Begun {
  readonly store: StoreApi<RunStore>;
  readonly editing: StoreApi<EditingStore>;
  /** A scenario file of an earlier visit that this version does not take any more. */
  readonly stale: Wrong | null;
}

/** Begins with the run of the link, else with what an earlier visit left, else anew. */
function begin(linked: Reading | null): Begun {
  const remembered = recall();
  const read = (remembered?.files ?? []).map(readScenario);
  const files = read.flatMap((file) => ('errors' in file ? [] : [file]));
  const [stale = null] = read.flatMap((file) => ('errors' in file ? [file] : []));
  const { scenario, release } = linked?.shared ?? remembered ?? {};
  const store = createRunStore(scenario, release, files, { steps: MOST_GUEST_STEPS_AT_ONCE });
  const editing = createEditing(store, linked === null ? remembered?.drafts : undefined);
  if (linked !== null) {
    store.getState().actions.open(linked);
    adopt(editing, linked);
  }
  editing.subscribe(({ drafts, own }, before) => {
    if (drafts !== before.drafts && own) keep(store, editing);
  });
  return {
    store,
    editing,
    stale: stale && { name: 'A scenario file that you opened earlier', ...stale, as: 'scenario' },
  };
}

/** What was opened with edits can be edited on; without, the visitor's own are kept. */
function adopt(editing: StoreApi<EditingStore>, { shared: { edits } }: Reading): void {
  if (edits !== undefined && edits.size > 0) editing.getState().adopt(edits);
}

/** Lets what the visitor has made or opened survive a reload. */
function keep(store: StoreApi<RunStore>, editing: StoreApi<EditingStore>): void {
  const { snapshot, scenarios } = store.getState();
  const { drafts, own } = editing.getState();
  remember({
    scenario: snapshot.scenario.id,
    release: snapshot.release,
    drafts: own ? drafts : new Map(),
    files: scenarios.flatMap(({ file }) => (file === undefined ? [] : [file.text])),
  });
  // The address would bring back the run as it was shared.
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
}
