import { useId } from 'react';
import type { Bounds } from '../../run/explorer.ts';
import styles from './ExplorePanel.module.css';
import { grouped, megabytes } from './number.ts';
import { MOST_STATES, MOST_STATE_BYTES } from '../../core/limits.ts';

type Which = keyof Bounds;

interface Row {
  readonly which: Which;
  readonly name: string;
  readonly title: string;
  /** The choice that is none of the visitor's. */
  readonly otherwise: string;
  readonly choices: readonly number[];
  readonly say: (bound: number) => string;
}

const rows: readonly Row[] = [
  {
    which: 'preemptions',
    name: 'Preemptions',
    title: 'How often a thread may be interrupted that could go on. A bound is quicker, and proves nothing.',
    otherwise: 'any number',
    choices: [0, 1, 2, 3],
    say: (bound) => `at most ${bound}`,
  },
  {
    which: 'states',
    name: 'States',
    title: 'The search stops here, and then proves nothing beyond what it has seen.',
    otherwise: `at most ${grouped(String(MOST_STATES))}`,
    choices: [10_000, 100_000, 1_000_000, 20_000_000],
    say: (bound) => `at most ${grouped(String(bound))}`,
  },
  {
    which: 'bytes',
    name: 'Memory',
    title:
      'For the states that are kept. The search stops here, and then proves nothing beyond what it has seen.',
    otherwise: `at most ${megabytes(MOST_STATE_BYTES)}`,
    choices: [10e6, 100e6, 300e6, 2e9],
    say: (bound) => `at most ${megabytes(bound)}`,
  },
];

interface Props {
  readonly bounds: Bounds;
  readonly onBounds: (bounds: Bounds) => void;
}

/** Where the search shall stop short: by preemptions, states, memory. */
export function BoundsChooser({ bounds, onBounds }: Props) {
  const id = useId();
  return (
    <details className={styles.bounds}>
      <summary>Bounds: {inWords(bounds)}</summary>
      {rows.map(({ which, name, title, otherwise, choices, say }) => (
        <div key={which} className={styles.bound}>
          <label htmlFor={`${id} ${which}`}>{name}</label>
          <select
            id={`${id} ${which}`}
            className={styles.select}
            value={bounds[which] ?? ''}
            title={title}
            onChange={({ target: { value } }) => {
              onBounds(boundsWith(bounds, which, value === '' ? null : Number(value)));
            }}
          >
            <option value="">{otherwise}</option>
            {choices.map((bound) => (
              <option key={bound} value={bound}>
                {say(bound)}
              </option>
            ))}
          </select>
        </div>
      ))}
    </details>
  );
}

function inWords(bounds: Bounds): string {
  const said = rows.flatMap(({ which, name, say }) => {
    const bound = bounds[which];
    return bound === undefined ? [] : [`${name.toLowerCase()} ${say(bound)}`];
  });
  return said.length === 0 ? 'none but the page’s own' : said.join(', ');
}

function boundsWith(bounds: Bounds, which: Which, bound: number | null): Bounds {
  const others = Object.entries(bounds).filter(([name]) => name !== which);
  return Object.fromEntries(bound === null ? others : [...others, [which, bound]]);
}
