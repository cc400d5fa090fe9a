import { useState } from 'react';
import { createRunStore } from '../run/store.ts';
import { App } from './App.tsx';
import { RunContext } from './useRun.ts';

/** The page with a run of its own. Compiling the model takes a moment, so main.tsx loads this after its first sentence. */
export default function Tagscope() {
  const [store] = useState(() => createRunStore());
  return (
    <RunContext value={store}>
      <App />
    </RunContext>
  );
}
