import { useMemo, useSyncExternalStore } from 'react';
import { channels } from '../../picture/palette.ts';
import { useTagLook, whenThemeChanges } from '../memory/tag-look.ts';
import type { OverviewLook } from './paint-overview.ts';

const TOKENS = ['--ink', '--panel', '--raised', '--ok'];

/** The look of a guest's memory in the theme that the page wears now. */
export function useOverviewLook(): OverviewLook {
  const tags = useTagLook();
  const said = useSyncExternalStore(whenThemeChanges, readTheme);
  return useMemo(() => {
    const [ink = '', panel = '', notSent = '', same = ''] = said.split('|');
    const states = { 'not sent': pixel(notSent), same: pixel(same), written: pixel(ink) };
    return { ...tags, ink, panel, states };
  }, [tags, said]);
}

function readTheme(): string {
  const style = getComputedStyle(document.documentElement);
  return TOKENS.map((name) => style.getPropertyValue(name).trim()).join('|');
}

/** `#rrggbb` as a canvas has it in memory. */
function pixel(hex: string): number {
  const [red, green, blue] = channels(hex);
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
