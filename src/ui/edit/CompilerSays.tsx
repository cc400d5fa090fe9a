import type { Checked } from '../../run/editing.ts';
import controls from '../controls.module.css';
import { Reason } from '../threads/Reason.tsx';
import styles from './EditPanel.module.css';
import type { Place } from './place.ts';

interface Props {
  readonly checked: Checked;
  readonly busy: boolean;
  readonly release: string;
  /** How many files are edited. */
  readonly files: number;
  readonly onPlace: (place: Place) => void;
  readonly onResetAll: () => void;
  readonly onPutInForce: () => void;
}

const MOST_SHOWN = 4;

/** What the compiler makes of the drafts, and which program is in force. */
export function CompilerSays({ checked, busy, release, files, onPlace, onResetAll, onPutInForce }: Props) {
  const wrong = checked.kind === 'wrong' ? checked.diagnostics : [];
  return (
    <div className={styles.foot} data-checked={checked.kind}>
      <div className={styles.row}>
        <p role="status">{busy ? 'Compiling …' : sentence(checked, release)}</p>
        {checked.kind === 'aside' && (
          <button className={controls.button} onClick={onPutInForce}>
            Put them in force
          </button>
        )}
        {files > 1 && (
          <button className={controls.button} onClick={onResetAll}>
            Reset all {files} files
          </button>
        )}
      </div>
      {wrong.length > 0 && (
        <ul className={styles.wrong}>
          {wrong.slice(0, MOST_SHOWN).map(({ path, line, column, span, message }) => (
            <li key={`${path} ${line} ${column} ${message}`}>
              <button
                className={styles.at}
                onClick={() => {
                  onPlace({ path, offset: span.from });
                }}
              >
                {path.slice(path.lastIndexOf('/') + 1)}:{line}:{column}
              </button>{' '}
              <Reason text={message} />
            </li>
          ))}
          {wrong.length > MOST_SHOWN && <li>And {wrong.length - MOST_SHOWN} more.</li>}
        </ul>
      )}
    </div>
  );
}

function sentence(checked: Checked, release: string): string {
  switch (checked.kind) {
    case 'as released':
      return `This is ${release} as it is. What you change runs as soon as it compiles.`;
    case 'good':
      return `Compiled: the run was carried over to your ${release}.`;
    case 'aside':
      return `This is ${release} as it is; your edits of it are kept aside.`;
    case 'wrong':
      return 'Does not compile; the last good program stays in force.';
    case 'failed':
      return checked.message;
  }
}
