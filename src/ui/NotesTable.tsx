import { useState } from 'react';
import type { ReferenceTable } from '../core/scenarios/scenario.ts';
import { Dialog } from './Dialog.tsx';
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
  return (
    <Dialog title={table.title} className={styles.dialog} onClose={onClose}>
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
    </Dialog>
  );
}
