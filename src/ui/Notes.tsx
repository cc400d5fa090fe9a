import { useState } from 'react';
import { findingOn } from '../picture/finding.ts';
import type { RunSnapshot } from '../run/run.ts';
import styles from './Notes.module.css';
import { NotesTable } from './NotesTable.tsx';
import { Reason } from './threads/Reason.tsx';

/** What this run is about, and what it leaves out: quiet, but always there. */
export function Notes({ snapshot }: { readonly snapshot: RunSnapshot }) {
  const { scenario, release, edits, note } = snapshot;
  const [whole, setWhole] = useState(false);
  const finding = edits.size === 0 ? findingOn(scenario, release) : undefined;
  return (
    <section className={styles.notes} aria-label="About this run">
      <div className={styles.about} data-whole={whole}>
        {scenario.lookFor !== '' && (
          <p>
            <b>Look for</b> {scenario.lookFor}
          </p>
        )}
        {scenario.file !== undefined && (
          <p>
            <b>From a file</b> that is written for {scenario.file.release}.
          </p>
        )}
        {scenario.caveat !== null && <p>{scenario.caveat}</p>}
        {scenario.table !== undefined && (
          <p>
            <NotesTable table={scenario.table} />
          </p>
        )}
        {finding !== undefined && (
          <p>
            <b>On {release}</b> {finding}
          </p>
        )}
        {edits.size > 0 && (
          <p>
            <b>Edited</b> {[...edits.keys()].join(', ')} differ{edits.size === 1 && 's'} from {release}.
          </p>
        )}
      </div>
      <button
        className={styles.more}
        aria-expanded={whole}
        onClick={() => {
          setWhole(!whole);
        }}
      >
        {whole ? 'less' : 'more'}
      </button>
      <p role="status" className={styles.note}>
        {note !== null && <Reason text={note} />}
      </p>
    </section>
  );
}
