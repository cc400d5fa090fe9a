import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import controls from '../controls.module.css';
import { Entry } from './Entry.tsx';
import { findScenarios, movedBy } from './find.ts';
import type { Offered } from './ScenarioBrowser.tsx';
import styles from './ScenarioBrowser.module.css';

type Props = Pick<
  Offered,
  'scenarios' | 'themes' | 'releases' | 'chosen' | 'release' | 'edited' | 'onChoose'
>;

/** The list with a field that filters it and the themes that lead into it. The keyboard moves in the list from the field. */
export function Shelves({ scenarios, themes, releases, chosen, release, edited, onChoose }: Props) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(chosen.id);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const shelves = findScenarios(themes, scenarios, query, release);
  const found = shelves.flatMap((shelf) => shelf.scenarios);
  const at = Math.max(
    0,
    found.findIndex(({ id }) => id === active),
  );
  const current = found[at];

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'center' });
    // On a screen that is touched, the field would bring its keyboard up over the list.
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);

  const move = (id: string) => {
    setActive(id);
    list.current?.querySelector(`[data-scenario="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
      return;
    if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      if (current !== undefined) onChoose(current.id);
      return;
    }
    const next = found[movedBy(event.key, at, found.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    field.current?.focus();
    move(next.id);
  };

  return (
    <div className={styles.body} onKeyDown={press}>
      <div className={styles.search}>
        <Search size="1.15em" aria-hidden />
        <input
          ref={field}
          className={styles.field}
          role="combobox"
          aria-label="Find a scenario"
          aria-expanded
          aria-controls="browser-list"
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : `scenario-${current.id}`}
          placeholder="Find: fork, swap, COPY_TAGS, vCPU …"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            const sought = event.currentTarget.value;
            setQuery(sought);
            const [first] = findScenarios(themes, scenarios, sought, release);
            setActive(first?.scenarios[0]?.id ?? chosen.id);
            list.current?.scrollTo({ top: 0 });
          }}
        />
        <span role="status" className={styles.count}>
          {found.length === scenarios.length ? found.length : `${found.length} of ${scenarios.length}`}
          <span className={controls.heard}> scenarios</span>
        </span>
      </div>
      <nav className={styles.themes} aria-label="Themes">
        {shelves.map(({ theme, scenarios: [first], scenarios: { length } }) => (
          <button
            key={theme.id}
            className={styles.theme}
            data-current={current?.theme === theme.id}
            onClick={() => {
              if (first !== undefined) setActive(first.id);
              document.getElementById(`theme-${theme.id}`)?.scrollIntoView({ block: 'start' });
            }}
          >
            {theme.title} <span className={styles.quiet}>{length}</span>
          </button>
        ))}
      </nav>
      <div ref={list} id="browser-list" className={styles.list} role="listbox" aria-label="Scenarios">
        {shelves.map(({ theme, scenarios: here }) => (
          <div
            key={theme.id}
            className={styles.group}
            role="group"
            aria-labelledby={`theme-${theme.id}-title`}
            aria-describedby={`theme-${theme.id}-about`}
          >
            <div id={`theme-${theme.id}`} className={styles.heading} role="presentation">
              <b id={`theme-${theme.id}-title`}>{theme.title}</b>
              <span id={`theme-${theme.id}-about`}>{theme.about}</span>
            </div>
            {here.map((scenario) => (
              <Entry
                key={scenario.id}
                scenario={scenario}
                present={scenario.id === chosen.id}
                active={scenario.id === current?.id}
                release={release}
                edited={edited}
                releases={releases}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
      </div>
      {current === undefined && (
        <p className={styles.none}>
          No scenario speaks of “{query.trim()}”. Try fewer words, or a function, a lock or an ioctl.
        </p>
      )}
    </div>
  );
}
