import { RINGS, type StateMark, type StateShape } from '../../picture/state-mark.ts';
import type { ThreadView } from '../../run/run.ts';
import { threadColours } from '../threads/colours.ts';
import { Mark } from './GraphSvg.tsx';
import styles from './StateGraph.module.css';

interface Props {
  readonly marks: readonly StateMark[];
  readonly threads: readonly ThreadView[];
}

const WORDS: readonly (readonly [shape: StateShape, words: string])[] = [
  ['state', 'state'],
  ['breaking', 'breaks here'],
  ['broken', 'broke before'],
  ['stuck', 'stuck'],
  ['open', 'not looked further'],
];

/** What the marks mean: those that this graph has. */
export function Legend({ marks, threads }: Props) {
  const has = (test: (mark: StateMark) => boolean): boolean => marks.some(test);
  return (
    <ul className={styles.legend} aria-label="Marks">
      {WORDS.filter(([shape]) => has((mark) => mark.shape === shape)).map(([shape, words]) => (
        <li key={shape}>
          <Sample mark={{ ...PLAIN, shape }} /> {words}
        </li>
      ))}
      {has(({ end }) => end) && (
        <li>
          <Sample mark={{ ...PLAIN, end: true }} /> end
        </li>
      )}
      {has(({ chain }) => chain > 1) && (
        <li>
          <Sample mark={{ ...PLAIN, chain: 2 }} /> chain
        </li>
      )}
      {has(({ hidden }) => hidden > 0) && (
        <li>
          <Sample mark={{ ...PLAIN, hidden: 1 }} /> goes on, not drawn
        </li>
      )}
      <li>
        <svg className={styles.sample} viewBox="-11 -11 22 22" aria-hidden>
          <path className={styles.present} d={RINGS.present} />
        </svg>{' '}
        you are here
      </li>
      {threads.map(({ index, name }) => (
        <li key={index}>
          <svg className={styles.sample} viewBox="-11 -11 22 22" aria-hidden>
            <path className={styles.stroke} style={threadColours(index)} d="M-10,0H10" />
          </svg>{' '}
          step of {name}
        </li>
      ))}
    </ul>
  );
}

const PLAIN: StateMark = { shape: 'state', end: false, chain: 1, hidden: 0 };

function Sample({ mark }: { readonly mark: StateMark }) {
  return (
    <svg className={styles.sample} viewBox="-11 -11 22 22" aria-hidden>
      <Mark mark={mark} direction="right" />
    </svg>
  );
}
