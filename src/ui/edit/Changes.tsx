import { useMemo } from 'react';
import { diffHunks, type DiffLine } from '../../picture/line-diff.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import styles from './EditPanel.module.css';

interface Props {
  /** Texts by path. */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** The release in use, as edited, and the one it is held against. */
  readonly release: string;
  readonly against: string;
  readonly releases: RunStore['releases'];
  readonly onAgainst: (release: string) => void;
  readonly onFile: (path: string) => void;
}

/** What was changed against the release as it is, or against any other, as a patch shows it. */
export function Changes({ before, after, release, against, releases, onAgainst, onFile }: Props) {
  const paths = useMemo(
    () =>
      [...new Set([...after.keys(), ...before.keys()])]
        .filter((path) => before.get(path) !== after.get(path))
        .sort(),
    [before, after],
  );
  const same =
    against === release
      ? `Nothing is edited: this is ${release} as it is.`
      : `${release} is the same as ${against}.`;
  return (
    <>
      <label className={styles.against}>
        What differs in {release} against
        <select
          value={against}
          onChange={(event) => {
            onAgainst(event.currentTarget.value);
          }}
        >
          {releases.map(({ id }) => (
            <option key={id} value={id}>
              {id === release ? `${id} as it is` : id}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.changes} tabIndex={0} role="region" aria-label={`Changes against ${against}`}>
        {paths.length === 0 && <p className={styles.failed}>{same}</p>}
        {paths.map((path) => (
          <section key={path} aria-label={path}>
            <h3 className={styles.changedFile}>
              {after.has(path) ? (
                <button
                  className={styles.toFile}
                  onClick={() => {
                    onFile(path);
                  }}
                >
                  {path}
                </button>
              ) : (
                path
              )}
              {!before.has(path) && <span> not in {against}</span>}
              {!after.has(path) && <span> only in {against}</span>}
            </h3>
            <Hunks before={before.get(path)} after={after.get(path)} />
          </section>
        ))}
      </div>
    </>
  );
}

const signs = { same: ' ', removed: '−', added: '+' } as const;
const spoken = { same: '', removed: 'removed: ', added: 'added: ' } as const;

function Hunks({
  before,
  after,
}: {
  readonly before: string | undefined;
  readonly after: string | undefined;
}) {
  const hunks = useMemo(() => {
    if (before === undefined) return [wholeFile('added', after)];
    return after === undefined ? [wholeFile('removed', before)] : diffHunks(before, after);
  }, [before, after]);
  return hunks.map((hunk, index) => (
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
  ));
}

function wholeFile(kind: DiffLine['kind'], text = ''): DiffLine[] {
  return text.split('\n').map((line, i) => ({ kind, number: i + 1, text: line }));
}
