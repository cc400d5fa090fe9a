import { use, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { createEditing, type EditingStore } from '../run/editing.ts';
import { decodeLink } from '../run/link.ts';
import type { Reading } from '../run/shared-run.ts';
import { createRunStore, type RunStore } from '../run/store.ts';
import { App } from './App.tsx';
import { recallEdits, rememberEdits } from './edit/remembered.ts';
import { RunContext } from './useRun.ts';

/** Read once, as the page is opened. */
const address = decodeLink(location.hash);

/** The page with a run of its own. Compiling the model takes a moment, so main.tsx loads this after its first sentence. */
export default function Tagscope() {
  const linked = use(address);
  const [{ store, editing }] = useState(() => begin(linked));
  // Another link or file opened later shows the page as that says.
  const [looks, setLooks] = useState(linked?.shared ?? {});
  const open = (reading: Reading) => {
    store.getState().actions.open(reading);
    editing.getState().adopt(reading.shared.edits);
    setLooks(reading.shared);
  };
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
  });
  return (
    <RunContext value={store}>
      <App editing={editing} looks={looks} onOpen={open} />
    </RunContext>
  );
}

interface Begun {
  readonly store: StoreApi<RunStore>;
  readonly editing: StoreApi<EditingStore>;
}

/** Begins with the run of the link, else with what was edited in an earlier visit, else anew. */
function begin(linked: Reading | null): Begun {
  const remembered = linked === null ? recallEdits() : null;
  const { scenario, release } = linked?.shared ?? remembered ?? {};
  const store = createRunStore(scenario, release);
  const editing = createEditing(store, remembered?.drafts);
  if (linked !== null) {
    store.getState().actions.open(linked);
    editing.getState().adopt(linked.shared.edits);
  }
  editing.subscribe(({ drafts, own }, before) => {
    if (drafts === before.drafts || !own) return;
    const { snapshot } = store.getState();
    rememberEdits({ scenario: snapshot.scenario.id, release: snapshot.release, drafts });
    // The address would bring back the run as it was shared.
    if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  });
  return { store, editing };
}
