import { useMemo, useSyncExternalStore } from 'react';
import { digitColour, pixelPalette, tagColours } from '../../picture/palette.ts';

/** What a painter of tags needs of the theme. */
export interface TagLook {
  readonly colours: readonly string[];
  /** By tag: what its digit is written in. */
  readonly digits: readonly string[];
  readonly pixels: Uint32Array;
  /** Between the cells. */
  readonly line: string;
  readonly font: string;
}

/** The look of tags in the theme that the page wears now. */
export function useTagLook(): TagLook {
  const said = useSyncExternalStore(whenThemeChanges, readTheme);
  return useMemo(() => {
    const [neutral = '', neutralInk = '', line = '', font = ''] = said.split('|');
    const colours = tagColours(neutral);
    return {
      colours,
      digits: colours.map((colour, tag) => (tag === 0 ? neutralInk : digitColour(colour))),
      pixels: pixelPalette(neutral),
      line,
      font,
    };
  }, [said]);
}

const TOKENS = ['--tag-0', '--tag-0-ink', '--ground', '--font-mono'];

function readTheme(): string {
  const style = getComputedStyle(document.documentElement);
  // Digits are painted with whatever font is there; whether it has arrived is part of the look, so that they are painted again.
  const arrived = document.fonts.check('500 12px "IBM Plex Mono"', '0') ? 'arrived' : '';
  return [...TOKENS.map((name) => style.getPropertyValue(name).trim()), arrived].join('|');
}

/** Calls `tell` when the theme or the fonts change; gives back how to stop that. */
export function whenThemeChanges(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  document.fonts.addEventListener('loadingdone', tell);
  return () => {
    observer.disconnect();
    document.fonts.removeEventListener('loadingdone', tell);
  };
}
