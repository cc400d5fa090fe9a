import { useMemo } from 'react';
import type { Race } from '../../core/scenarios/races.ts';
import { raceRows, type RaceCell } from '../../picture/races.ts';
import type { RunStore } from '../../run/store.ts';
import styles from './RacesDialog.module.css';

interface Props {
  readonly run: RunStore;
  readonly onClose: () => void;
}

/** A row a race, a column a release. */
export function RaceTable({ run, onClose }: Props) {
  const { snapshot, actions, releases, scenarios } = run;
  const rows = useMemo(() => raceRows(releases.map(({ id }) => id)), [releases]);
  const enter = (race: Race, release: string, { choices }: RaceCell) => {
    actions.open({
      shared: { scenario: race.scenario, release, edits: new Map(), choices, step: choices.length },
      problem: null,
    });
    onClose();
  };
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label="Table of races">
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {releases.map(({ id }) => (
              <th key={id} scope="col" data-current={id === snapshot.release}>
                {id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ race, since, cells }) => (
            <tr key={race.id} data-race={race.id}>
              <th scope="row">
                <b>{race.id}</b> {race.told === 'derived' && <i>derived</i>}
                <span className={styles.sentence}>{race.sentence}</span>
                <span className={styles.second}>
                  {scenarios.find(({ id }) => id === race.scenario)?.title}
                </span>
              </th>
              {releases.map(({ id }) => (
                <td key={id}>
                  <Cell race={race} release={id} since={since} cell={cells.get(id) ?? null} onEnter={enter} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly race: Race;
  readonly since: string;
  readonly release: string;
  readonly cell: RaceCell | null;
  readonly onEnter: (race: Race, release: string, cell: RaceCell) => void;
}

function Cell({ race, since, release, cell, onEnter }: CellProps) {
  if (cell === null)
    return (
      <span className={styles.second} title={`What this is about came with ${since}`}>
        not there yet
      </span>
    );
  return (
    <button
      className={styles[cell.kind]}
      data-cell={cell.kind}
      aria-label={`${race.id} on ${release}: ${cell.kind}, ${cell.size}. Open it there`}
      onClick={() => {
        onEnter(race, release, cell);
      }}
    >
      {cell.kind === 'breaks' ? '✗' : '✓'} <span className={styles.detail}>{cell.size}</span>
    </button>
  );
}
