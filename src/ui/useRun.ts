/** The one way from React to the visitor's run. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { RunStore } from '../run/store.ts';

export const RunContext = createContext<StoreApi<RunStore> | null>(null);

export function useRun(): RunStore {
  const store = useContext(RunContext);
  if (store === null) throw new Error('useRun stands outside of RunContext');
  return useStore(store);
}
