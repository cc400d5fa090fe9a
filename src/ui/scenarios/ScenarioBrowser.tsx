import { Cpu, FolderOpen, Table2 } from 'lucide-react';
import { useRef } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import type { ScenarioTheme } from '../../core/scenarios/themes.ts';
import { Dialog } from '../Dialog.tsx';
import controls from '../controls.module.css';
import { Shelves } from './Shelves.tsx';
import styles from './ScenarioBrowser.module.css';

/** What there is to choose from, and what comes of it. */
export interface Offered {
  /** Ours, and behind them those from files. */
  readonly scenarios: readonly Scenario[];
  readonly themes: readonly ScenarioTheme[];
  readonly releases: readonly string[];
  readonly chosen: Scenario;
  readonly release: string;
  /** Whether the visitor's edits of the release are in force; findings are about the release as it is. */
  readonly edited: boolean;
  readonly onChoose: (id: string) => void;
  readonly onFile: (file: File) => void;
  /** The image that was opened last; `onOpen` shows its board again. */
  readonly board: { readonly name: string; readonly onOpen: () => void } | null;
  /** Opens the table of races by release. */
  readonly onRaces: () => void;
  /** Takes the scenario of a file off the list. */
  readonly onCloseScenario: (id: string) => void;
}

interface Props extends Offered {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** All scenarios by theme, to be read, searched and chosen from. */
export function ScenarioBrowser({
  open,
  onClose,
  onFile,
  board,
  onRaces,
  onCloseScenario,
  ...offered
}: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const { chosen } = offered;
  return (
    <Dialog title="Scenarios" className={styles.dialog} open={open} onClose={onClose}>
      {open && (
        <Shelves
          {...offered}
          onChoose={(id) => {
            onClose();
            // The present one goes on where it is.
            if (id !== chosen.id) offered.onChoose(id);
          }}
        />
      )}
      <div className={styles.foot}>
        <button
          className={controls.button}
          onClick={() => {
            onClose();
            onRaces();
          }}
        >
          <Table2 size="1.15em" aria-hidden /> Races by release
        </button>
        <button className={controls.button} onClick={() => picker.current?.click()}>
          <FolderOpen size="1.15em" aria-hidden /> Open a scenario file or an image …
        </button>
        <span className={styles.quiet}>or drop one on the page</span>
        {board !== null && (
          <button
            className={controls.button}
            onClick={() => {
              onClose();
              board.onOpen();
            }}
          >
            <Cpu size="1.15em" aria-hidden /> <span className={styles.cut}>Board: {board.name}</span>
          </button>
        )}
        {chosen.file !== undefined && (
          <button
            className={controls.button}
            title="The file itself stays where it is"
            onClick={() => {
              onClose();
              onCloseScenario(chosen.id);
            }}
          >
            <span className={styles.cut}>Take “{chosen.title}” off the list</span>
          </button>
        )}
      </div>
      <input
        ref={picker}
        hidden
        type="file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file, mended, can be chosen again.
          event.currentTarget.value = '';
          if (file === undefined) return;
          onClose();
          onFile(file);
        }}
      />
    </Dialog>
  );
}
