import { useMemo } from 'react';
import { diffHunks, type DiffLine } from '../../picture/line-diff.ts';
import type { EditingStore } from '../../run/editing.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import styles from './EditPanel.module.css';

interface Props {
  readonly pair: Pair;
  readonly onPair: (pair: Pair) => void;
  readonly releases: RunStore['releases'];
  /** All texts of a release as it is, by path. */
  readonly textsOf: RunStore['textsOf'];
  /** What the visitor has edited, by release. */
  readonly drafts: EditingStore['drafts'];
  /** Opens a file of the release in use. */
  readonly release: string;
  readonly onFile: (path: string) => void;
}

/** What is held against what. */
export interface Pair {
  readonly shown: Version;
  readonly against: Version;
}

/** A release as it is, or as the visitor has edited it. */
export interface Version {
  readonly release: string;
  readonly edited: boolean;
}

/** What differs between any two releases, edited ones among them, as a patch shows it. */
export function Changes({ pair, onPair, releases, textsOf, drafts, release, onFile }: Props) {
  const isEdited = (id: string) => (drafts.get(id)?.size ?? 0) > 0;
  // An edit that was taken back leaves the release as it is.
  const now = (version: Version): Version => ({
    ...version,
    edited: version.edited && isEdited(version.release),
  });
  const shown = now(pair.shown);
  const against = now(pair.against);
  const versions = releases.flatMap(({ id }): Version[] => [
    { release: id, edited: false },
    ...(isEdited(id) ? [{ release: id, edited: true }] : []),
  ]);
  const textsIn = ({ release: id, edited }: Version) =>
    edited ? new Map([...textsOf(id), ...(drafts.get(id) ?? [])]) : textsOf(id);
  const before = textsIn(against);
  const after = textsIn(shown);
  const paths = [...new Set([...after.keys(), ...before.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
  const opens = shown.release === release;
  return (
    <>
      <div className={styles.against}>
        <Choose
          label="What differs in"
          versions={versions}
          chosen={shown}
          onChoose={(version) => {
            onPair({ shown: version, against });
          }}
        />
        <Choose
          label="against"
          versions={versions}
          chosen={against}
          onChoose={(version) => {
            onPair({ shown, against: version });
          }}
        />
      </div>
      <div
        className={styles.changes}
        tabIndex={0}
        role="region"
        aria-label={`Changes against ${nameOf(against)}`}
      >
        {paths.length === 0 && (
          <p className={styles.failed}>
            {shown.release === against.release
              ? `Nothing differs: this is ${nameOf(shown)} on both sides.`
              : `${nameOf(shown)} is the same as ${nameOf(against)}.`}
          </p>
        )}
        {paths.map((path) => (
          <section key={path} aria-label={path}>
            <h3 className={styles.changedFile}>
              {opens && after.has(path) ? (
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
              {!before.has(path) && <span> not in {nameOf(against)}</span>}
              {!after.has(path) && <span> only in {nameOf(against)}</span>}
            </h3>
            <Hunks before={before.get(path)} after={after.get(path)} />
          </section>
        ))}
      </div>
    </>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly versions: readonly Version[];
  readonly chosen: Version;
  readonly onChoose: (version: Version) => void;
}

function Choose({ label, versions, chosen, onChoose }: ChooseProps) {
  return (
    <label>
      {label}
      <select
        value={nameOf(chosen)}
        onChange={(event) => {
          const version = versions.find((each) => nameOf(each) === event.currentTarget.value);
          if (version !== undefined) onChoose(version);
        }}
      >
        {versions.map((version) => (
          <option key={nameOf(version)}>{nameOf(version)}</option>
        ))}
      </select>
    </label>
  );
}

function nameOf({ release, edited }: Version): string {
  return edited ? `${release}, edited` : release;
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
