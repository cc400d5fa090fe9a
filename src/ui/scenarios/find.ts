import { findingOn } from '../../picture/finding.ts';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import type { ScenarioTheme } from '../../core/scenarios/themes.ts';

/** A theme with those of its scenarios that were found. */
export interface Shelf {
  readonly theme: ScenarioTheme;
  readonly scenarios: readonly Scenario[];
}

/** The scenarios in which every word of the query occurs, by theme; themes without any are left out. */
export function findScenarios(
  themes: readonly ScenarioTheme[],
  scenarios: readonly Scenario[],
  query: string,
  release: string,
): readonly Shelf[] {
  const words = plain(query).split(/\s+/);
  return themes
    .map((theme) => ({
      theme,
      scenarios: scenarios.filter(
        (scenario) =>
          scenario.theme === theme.id &&
          words.every((word) => textOf(scenario, theme, release).includes(word)),
      ),
    }))
    .filter((shelf) => shelf.scenarios.length > 0);
}

/** All that the browser shows of a scenario. */
function textOf(scenario: Scenario, theme: ScenarioTheme, release: string) {
  const { id, title, lookFor, threads } = scenario;
  const said = threads.flatMap(({ name, role }) => [name, role]);
  return plain([id, title, lookFor, theme.title, ...said, findingOn(scenario, release) ?? ''].join('\n'));
}

/** Without case and accents; a typographic apostrophe is as good as the one on the keyboard. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

/** Where the key leads in the list, or null if it is not one that moves; the arrows stop at the ends. */
export function movedBy(key: string, from: number, length: number): number | null {
  const last = length - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, last);
    case 'ArrowUp':
      return Math.max(from - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
