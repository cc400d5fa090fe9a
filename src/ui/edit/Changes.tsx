import { diffHunks } from '../../picture/line-diff.ts';
import controls from '../controls.module.css';
import styles from './EditPanel.module.css';

interface Props {
  readonly before: string;
  readonly after: string;
  readonly release: string;
}

const signs = { same: ' ', removed: '−', added: '+' } as const;
const spoken = { same: '', removed: 'removed: ', added: 'added: ' } as const;

/** What was changed against the release, as a patch shows it. */
export function Changes({ before, after, release }: Props) {
  const hunks = diffHunks(before, after);
  if (hunks.length === 0) return <p className={styles.failed}>This file is as it is in {release}.</p>;
  return (
    <div className={styles.changes} tabIndex={0} role="region" aria-label={`Changes against ${release}`}>
      {hunks.map((hunk, index) => (
        <div key={index} className={styles.hunk}>
          {hunk.map(({ kind, number, text }) => (
            <div key={`${kind} ${number}`} className={styles.diffLine} data-kind={kind}>
              <span className={styles.number}>{number}</span>
              <span className={styles.sign} aria-hidden>
                {signs[kind]}
              </span>
              <code>
                {kind !== 'same' && <span className={controls.heard}>{spoken[kind]}</span>}
                {text}
              </code>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
