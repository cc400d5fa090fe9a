/** Which of the three themes the page wears: the reader's last choice, else what the system prefers. */
import { useEffect, useState } from 'react';

export const themes = ['light', 'dark', 'projector'] as const;
export type Theme = (typeof themes)[number];

const remembered = 'tagscope-theme';
const prefersDark = '(prefers-color-scheme: dark)';

export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'light';
}

/** The theme in use, at first the one `given` if there is such, and a way to choose another, which is then remembered. */
export function useTheme(given?: string | null): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(() => known(given) ?? firstTheme());
  const [worn, setWorn] = useState(given);
  if (worn !== given) {
    setWorn(given);
    setTheme(known(given) ?? theme);
  }
  useEffect(() => {
    wear(theme);
  }, [theme]);
  useEffect(() => {
    const system = matchMedia(prefersDark);
    const follow = () => {
      if (recall() === null) setTheme(systemTheme());
    };
    system.addEventListener('change', follow);
    return () => {
      system.removeEventListener('change', follow);
    };
  }, []);
  return [
    theme,
    (chosen) => {
      setTheme(chosen);
      remember(chosen);
    },
  ];
}

export function firstTheme(): Theme {
  return recall() ?? systemTheme();
}

export function wear(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

function known(name: string | null | undefined): Theme | null {
  return themes.find((theme) => theme === name) ?? null;
}

function systemTheme(): Theme {
  return matchMedia(prefersDark).matches ? 'dark' : 'light';
}

// A browser may forbid storage; then the choice lasts as long as the page.
function recall(): Theme | null {
  try {
    const kept = localStorage.getItem(remembered);
    return known(kept);
  } catch {
    return null;
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(remembered, theme);
  } catch {
    // See recall.
  }
}
