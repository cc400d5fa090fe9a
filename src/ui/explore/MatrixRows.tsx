import type { Property } from '../../core/scenarios/scenario.ts';
import { cellKey, columnKey, type Cell, type Column, type MatrixRun } from '../../run/matrix.ts';
import styles from './CompareDialog.module.css';

type Open = Exclude<Cell, { kind: 'none' }>;

interface Props {
  readonly runs: readonly MatrixRun[];
  readonly columns: readonly Column[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly properties: readonly Property[];
  readonly onOpen: (column: Column, cell: Open) => void;
}

/** The fix matrix: a row a run, and in each release's column what becomes of it there. */
export function MatrixRows({ runs, columns, cells, properties, onOpen }: Props) {
  return (
    <tbody>
      <tr className={styles.group}>
        <th colSpan={columns.length + 1} scope="colgroup">
          These runs, on every release
        </th>
      </tr>
      {runs.map((run) => (
        <tr key={run.id} data-row={run.id}>
          <th scope="row">
            {run.title}
            <span className={styles.second}>from {columnKey(run)}</span>
          </th>
          {columns.map((column) => (
            <td key={columnKey(column)} data-home={columnKey(column) === columnKey(run)}>
              <Becomes
                run={run}
                column={column}
                cell={cells.get(cellKey(run, column))}
                properties={properties}
                onOpen={onOpen}
              />
            </td>
          ))}
        </tr>
      ))}
      {runs.length === 0 && (
        <tr>
          <td className={styles.empty} colSpan={columns.length + 1}>
            There is no run yet. Explore, or take a few steps yourself, and the runs stand here.
          </td>
        </tr>
      )}
    </tbody>
  );
}

interface BecomesProps {
  readonly run: MatrixRun;
  readonly column: Column;
  readonly cell: Cell | undefined;
  readonly properties: readonly Property[];
  readonly onOpen: (column: Column, cell: Open) => void;
}

function Becomes({ run, column, cell, properties, onOpen }: BecomesProps) {
  if (cell === undefined) return <span className={styles.unknown}>…</span>;
  if (cell.kind === 'none')
    return (
      <span className={styles.unknown} title={cell.why}>
        cannot run
      </span>
    );
  const sentence = properties.find(({ id }) => id === cell.property)?.sentence ?? null;
  const [sign, words] = said(cell);
  return (
    <button
      className={styles[cell.kind]}
      data-cell={cell.kind}
      title={sentence ?? cell.note?.replaceAll('`', '') ?? undefined}
      aria-label={`${run.title}, on ${columnKey(column)}: ${words}. Open it there`}
      onClick={() => {
        onOpen(column, cell);
      }}
    >
      {sign} {cell.kind === 'breaks' ? `step ${cell.step}` : cell.kind}
      {cell.kind === 'blocked' && <span className={styles.second}>at step {cell.step}</span>}
      {cell.property !== null && cell.property !== run.property && (
        <span className={styles.second}>{cell.property}</span>
      )}
      {cell.partly && cell.kind === 'holds' && <span className={styles.second}>in part</span>}
    </button>
  );
}

function said(cell: Open): [sign: string, words: string] {
  switch (cell.kind) {
    case 'holds':
      return ['✓', 'holds'];
    case 'breaks':
      return ['✗', `breaks at step ${cell.step}`];
    case 'blocked':
      return ['⊘', `blocked at step ${cell.step}`];
  }
}
