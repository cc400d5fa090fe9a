import type { Property } from '../../core/scenarios/scenario.ts';
import type { Broken, Verdict } from '../../run/explorer.ts';
import type { Column } from '../../run/matrix.ts';
import styles from './CompareDialog.module.css';
import { grouped, readable, share, steps, switches } from './number.ts';
import { columnKey } from './useMatrix.ts';

interface Props {
  readonly columns: readonly Column[];
  /** By column; undefined where nothing was explored. */
  readonly verdicts: readonly (Verdict | undefined)[];
  readonly properties: readonly Property[];
  readonly canOpen: (column: Column) => boolean;
  readonly onEnter: (column: Column, run: Broken['shortest']) => void;
}

/** A row a property: what the explorer came to on each release. */
export function ExploredRows({ columns, verdicts, properties, canOpen, onEnter }: Props) {
  return (
    <tbody>
      <tr className={styles.group}>
        <th colSpan={columns.length + 1} scope="colgroup">
          Every interleaving
        </th>
      </tr>
      {properties.map((property) => (
        <tr key={property.id} data-row={property.id}>
          <th scope="row">{property.sentence}</th>
          {columns.map((column, at) => (
            <td key={columnKey(column)}>
              <Answer
                column={column}
                verdict={verdicts[at]}
                property={property}
                canEnter={canOpen(column)}
                onEnter={(run) => {
                  onEnter(column, run);
                }}
              />
            </td>
          ))}
        </tr>
      ))}
      <tr className={styles.counts}>
        <th scope="row">Interleavings</th>
        {columns.map((column, at) => {
          const digits = verdicts[at]?.interleavings ?? null;
          return (
            <td key={columnKey(column)} title={digits === null ? undefined : grouped(digits)}>
              {digits === null ? '–' : readable(digits)}
            </td>
          );
        })}
      </tr>
      <tr className={styles.counts}>
        <th scope="row">States</th>
        {columns.map((column, at) => {
          const states = verdicts[at]?.states;
          return <td key={columnKey(column)}>{states === undefined ? '–' : grouped(String(states))}</td>;
        })}
      </tr>
    </tbody>
  );
}

interface AnswerProps {
  readonly column: Column;
  readonly verdict: Verdict | undefined;
  readonly property: Property;
  readonly canEnter: boolean;
  readonly onEnter: (run: Broken['shortest']) => void;
}

function Answer({ column, verdict, property, canEnter, onEnter }: AnswerProps) {
  if (verdict === undefined) return <span className={styles.unknown}>–</span>;
  const broken = verdict.broken.find((b) => b.property === property.id);
  if (broken === undefined)
    return verdict.bounded ? (
      <span className={styles.unknown} title="Not broken in the states looked at; that is no proof">
        bounded
      </span>
    ) : (
      <span className={styles.holds} title={`Holds in every interleaving of ${verdict.states} states`}>
        ✓ holds
      </span>
    );
  const { interleavings, shortest } = broken;
  const all = verdict.interleavings;
  const part = interleavings === null || all === null ? null : share(interleavings, all);
  const short = `shortest ${steps(shortest.length)}, ${switches(broken.switches)}`;
  const exact =
    interleavings === null || all === null
      ? short
      : `${grouped(interleavings)} of ${grouped(all)} interleavings; ${short}`;
  return (
    <button
      className={styles.breaks}
      title={canEnter ? exact : `${exact}. Take the edit back to enter it`}
      disabled={!canEnter}
      aria-label={`${columnKey(column)} breaks: ${exact}. Enter the shortest`}
      onClick={() => {
        onEnter(shortest);
      }}
    >
      ✗ {part ?? 'breaks'}
      <span className={styles.second}>{steps(shortest.length)}</span>
    </button>
  );
}
