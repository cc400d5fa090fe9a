import type { Property } from '../../core/scenarios/scenario.ts';
import type { Broken, Verdict } from '../../run/explorer.ts';
import { columnKey, type Column } from '../../run/matrix.ts';
import controls from '../controls.module.css';
import styles from './CompareDialog.module.css';
import { grouped, readable, share, steps, switches } from './number.ts';

interface Props {
  readonly columns: readonly Column[];
  /** By column: what came out, or why there is nothing to explore; undefined where nobody has looked. */
  readonly found: readonly (Verdict | string | undefined)[];
  readonly properties: readonly Property[];
  readonly onEnter: (column: Column, run: Broken['shortest']) => void;
}

/** A row a property: what the explorer came to on each release. */
export function ExploredRows({ columns, found, properties, onEnter }: Props) {
  const verdicts = found.map((each) => (typeof each === 'string' ? undefined : each));
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
                found={found[at]}
                property={property}
                onEnter={(run) => {
                  onEnter(column, run);
                }}
              />
            </td>
          ))}
        </tr>
      ))}
      {verdicts.some((verdict) => verdict !== undefined && verdict.livelock !== null) && (
        <tr data-row="livelock">
          <th scope="row">Some thread can always come to its end</th>
          {columns.map((column, at) => (
            <td key={columnKey(column)}>
              <Livelock
                column={column}
                verdict={verdicts[at]}
                onEnter={(run) => {
                  onEnter(column, run);
                }}
              />
            </td>
          ))}
        </tr>
      )}
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
  readonly found: Verdict | string | undefined;
  readonly property: Property;
  readonly onEnter: (run: Broken['shortest']) => void;
}

function Answer({ column, found: verdict, property, onEnter }: AnswerProps) {
  if (verdict === undefined) return <span className={styles.unknown}>–</span>;
  if (typeof verdict === 'string')
    return (
      <span className={styles.unknown} title={verdict}>
        cannot run
      </span>
    );
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
  const { interleavings, shortest, proven } = broken;
  const all = verdict.interleavings;
  const part = interleavings === null || all === null ? null : share(interleavings, all);
  const short = `${proven ? 'shortest' : 'short, not proven shortest,'} ${steps(shortest.length)}, ${switches(broken.switches)}`;
  const exact =
    interleavings === null || all === null
      ? short
      : `${grouped(interleavings)} of ${grouped(all)} interleavings; ${short}`;
  return (
    <button
      className={styles.breaks}
      title={exact}
      onClick={() => {
        onEnter(shortest);
      }}
    >
      ✗ {part ?? 'breaks'}
      <span className={styles.second}>{steps(shortest.length)}</span>
      <span className={controls.heard}>
        . {columnKey(column)} breaks: {exact}. Enter the shortest
      </span>
    </button>
  );
}

interface LivelockProps extends Pick<AnswerProps, 'column' | 'onEnter'> {
  readonly verdict: Verdict | undefined;
}

/** Whether there is a cycle in which no thread can end; said only where one has been found somewhere. */
function Livelock({ column, verdict, onEnter }: LivelockProps) {
  if (verdict === undefined) return <span className={styles.unknown}>–</span>;
  const { livelock } = verdict;
  if (livelock === null)
    return verdict.bounded ? (
      <span className={styles.unknown}>bounded</span>
    ) : (
      <span className={styles.holds}>✓ holds</span>
    );
  return (
    <button
      className={styles.breaks}
      aria-label={`${columnKey(column)}: a cycle in which no thread can end. Enter it, ${steps(livelock.run.length)} in`}
      onClick={() => {
        onEnter(livelock.run);
      }}
    >
      ✗ cycle
      <span className={styles.second}>{steps(livelock.run.length)}</span>
    </button>
  );
}
