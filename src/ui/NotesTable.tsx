import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReferenceTable } from '../core/scenarios/scenario.ts';
import controls from './controls.module.css';
import styles from './NotesTable.module.css';

/** A table that belongs to a scenario, behind a button of its title. */
export function NotesTable({ table }: { readonly table: ReferenceTable }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        className={styles.open}
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        {table.title}
      </button>
      {open && (
        <TableDialog
          table={table}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

interface DialogProps {
  readonly table: ReferenceTable;
  readonly onClose: () => void;
}

function TableDialog({ table, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="notes-table-title" onClose={onClose}>
      <div className={styles.top}>
        <h2 id="notes-table-title">{table.title}</h2>
        <button className={`${controls.quiet} ${controls.square}`} aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden />
        </button>
      </div>
      {/* It scrolls, so the keyboard must reach it. */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-labelledby="notes-table-title">
        <table className={styles.table}>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.cells.join('|')}>
                {row.cells.map((cell, i) => (
                  <td key={table.columns[i]}>{cell}</td>
                ))}
                <td>
                  <a href={row.source.url} target="_blank" rel="noreferrer">
                    {row.source.name}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </dialog>
  );
}
