import { RotateCcw, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Diagnostic, EditingStore } from '../../run/editing.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import { Changes, type Pair } from './Changes.tsx';
import { CodeArea } from './CodeArea.tsx';
import { CompilerSays } from './CompilerSays.tsx';
import styles from './EditPanel.module.css';
import type { Place } from './place.ts';
import { SearchSays } from './SearchSays.tsx';

interface Props {
  readonly run: RunStore;
  readonly editing: StoreApi<EditingStore>;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly onClose: () => void;
}

const none: readonly Diagnostic[] = [];

/** The source of one file, to be changed; threads, properties and time follow beside it. */
export function EditPanel({ run, editing, place, onPlace, onClose }: Props) {
  const { snapshot, releases, textsOf } = run;
  const { release } = snapshot;
  const { drafts, checked, busy, found, change, reset, putInForce } = useStore(editing);
  const [comparing, setComparing] = useState(false);
  const { path } = place;
  // Those of the guest's own program too, which no compiler has seen.
  const texts = textsOf(release);
  const before = texts.get(path) ?? '';
  const [pair, setPair] = useState<Pair | null>(null);
  const draft = drafts.get(release)?.get(path);
  const text = draft ?? before;
  const here = { release, edited: (drafts.get(release)?.size ?? 0) > 0 };
  const diagnostics = useMemo(
    () => (checked.kind === 'wrong' ? checked.diagnostics.filter((each) => each.path === path) : none),
    [checked, path],
  );

  // Whoever opened the panel gets the keyboard back.
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current = document.activeElement;
    return () => {
      if (opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, []);

  return (
    <section
      className={styles.panel}
      role="dialog"
      aria-label="Edit the source"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className={styles.top}>
        <label className={styles.file}>
          <span className={controls.heading}>Edit</span>
          <select
            value={path}
            onChange={(event) => {
              onPlace({ path: event.currentTarget.value, offset: 0 });
            }}
          >
            {[...texts.keys()].map((one) => (
              <option key={one} value={one}>
                {one}
                {drafts.get(release)?.has(one) === true ? ' (edited)' : ''}
              </option>
            ))}
          </select>
        </label>
        <button
          className={controls.button}
          aria-pressed={comparing}
          onClick={() => {
            setComparing(!comparing);
            setPair(null);
          }}
        >
          Changes
        </button>
        <button
          className={controls.button}
          disabled={draft === undefined}
          title={`Put this file back to what it is in ${release}`}
          onClick={() => {
            reset(path);
          }}
        >
          <RotateCcw size="1em" aria-hidden />
          Reset
        </button>
        <button
          className={`${controls.quiet} ${controls.square}`}
          aria-label="Close the editor"
          title="Close (Esc)"
          onClick={onClose}
        >
          <X size="1.2em" aria-hidden />
        </button>
      </div>
      {comparing ? (
        <Changes
          pair={pair ?? { shown: here, against: { release, edited: false } }}
          onPair={setPair}
          releases={releases}
          textsOf={textsOf}
          drafts={drafts}
          release={release}
          onFile={(file) => {
            setComparing(false);
            onPlace({ path: file, offset: 0 });
          }}
        />
      ) : (
        <CodeArea
          path={path}
          text={text}
          diagnostics={diagnostics}
          goTo={place}
          onChange={(now) => {
            change(path, now);
          }}
        />
      )}
      <SearchSays
        found={found}
        stale={busy}
        properties={snapshot.properties}
        onEnter={(choices) => {
          run.actions.enter(release, choices);
        }}
      />
      <CompilerSays
        checked={checked}
        busy={busy}
        release={release}
        files={drafts.get(release)?.size ?? 0}
        onPlace={(at) => {
          setComparing(false);
          onPlace(at);
        }}
        onResetAll={() => {
          reset();
        }}
        onPutInForce={putInForce}
      />
    </section>
  );
}
