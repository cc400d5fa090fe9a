import { readChoices } from '../../core/step/choices.ts';
import { raceAnswers } from '../../core/scenarios/race-answers.ts';
import { races, type Race, type RaceAnswer } from '../../core/scenarios/races.ts';
import type { RunStore } from '../../run/store.ts';
import styles from './RacesDialog.module.css';

interface Props {
  readonly run: RunStore;
  readonly onClose: () => void;
}

/** A row a race, a column a release. */
export function RaceTable({ run, onClose }: Props) {
  const { snapshot, actions, releases, scenarios } = run;
  const enter = (race: Race, release: string, answer: RaceAnswer) => {
    const choices = 'breaks' in answer ? (readChoices(answer.breaks) ?? []) : [];
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
          {races.map((race) => (
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
                  <Answer race={race} release={id} onEnter={enter} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface AnswerProps {
  readonly race: Race;
  readonly release: string;
  readonly onEnter: (race: Race, release: string, answer: RaceAnswer) => void;
}

function Answer({ race, release, onEnter }: AnswerProps) {
  const answer = raceAnswers[race.id]?.[release];
  if (answer === undefined)
    return (
      <span className={styles.second} title={`What this is about came with ${race.since ?? ''}`}>
        not there yet
      </span>
    );
  const [sign, words, detail] =
    'breaks' in answer
      ? ['✗', 'breaks', `${readChoices(answer.breaks)?.length ?? 0} steps`]
      : ['✓', 'holds', `${answer.states.toLocaleString('en')} states`];
  return (
    <button
      className={styles[words]}
      data-cell={words}
      aria-label={`${race.id} on ${release}: ${words}, ${detail}. Open it there`}
      onClick={() => {
        onEnter(race, release, answer);
      }}
    >
      {sign} <span className={styles.detail}>{detail}</span>
    </button>
  );
}
