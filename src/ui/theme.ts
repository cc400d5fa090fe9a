/** Which of the three themes the page wears: the reader's last choice, else what the system prefers. */
import { useEffect, useState } from 'react';

export const themes = ['light', 'dark', 'projector'] as const;
export type Theme = (typeof themes)[number];

const remembered = 'tagscope-theme';
const prefersDark = '(prefers-color-scheme: dark)';

export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'light';
}

/** The theme in use and a way to choose another, which is then remembered. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(firstTheme);
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

function systemTheme(): Theme {
  return matchMedia(prefersDark).matches ? 'dark' : 'light';
}

// A browser may forbid storage; then the choice lasts as long as the page.
function recall(): Theme | null {
  try {
    const kept = localStorage.getItem(remembered);
    return themes.find((theme) => theme === kept) ?? null;
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
