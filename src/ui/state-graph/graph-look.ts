import { useMemo, useSyncExternalStore } from 'react';
import { whenThemeChanges } from '../memory/tag-look.ts';

/** What a painter of a state graph needs of the theme. */
export interface GraphLook {
  readonly ground: string;
  readonly state: string;
  readonly broken: string;
  readonly ink: string;
  readonly threads: readonly string[];
}

const TOKENS = ['--panel', '--ink-3', '--danger', '--ink'];
const THREADS = ['--thread-0', '--thread-1', '--thread-2', '--thread-3', '--thread-4'];

/** The look in the theme that the page wears now. */
export function useGraphLook(): GraphLook {
  const said = useSyncExternalStore(whenThemeChanges, readTheme);
  return useMemo(() => {
    const [ground = '', state = '', broken = '', ink = '', ...threads] = said.split('|');
    return { ground, state, broken, ink, threads };
  }, [said]);
}

function readTheme(): string {
  const style = getComputedStyle(document.documentElement);
  return [...TOKENS, ...THREADS].map((name) => style.getPropertyValue(name).trim()).join('|');
}
