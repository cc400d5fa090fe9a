import type { ReactNode } from 'react';
import { granuleName } from '../../picture/granules.ts';
import type { GranuleMark } from '../../picture/granule.ts';
import styles from './GranuleCard.module.css';
import { Tag } from './Tag.tsx';

/** A property that this granule breaks. */
export interface Problem {
  readonly sentence: string;
  readonly step: number;
}

interface Props {
  readonly mark: GranuleMark;
  readonly problems: readonly Problem[];
  readonly anchor: string;
  readonly threadName: (thread: number) => string;
  readonly onSeek: (step: number) => void;
}

/** Every name of a granule, its tag, the tag its owner must find, and who wrote it last. */
export function GranuleCard({ mark, problems, anchor, threadName, onSeek }: Props) {
  const wrong = problems.length > 0;
  return (
    <section
      className={styles.card}
      data-wrong={wrong}
      data-anchor={anchor}
      aria-label={`Granule ${granuleName(mark.granule)}`}
    >
      <h3 className={styles.title}>
        {wrong && (
          <span className={styles.cross} aria-label="Broken:">
            ✗
          </span>
        )}
        Granule <span className={styles.number}>{granuleName(mark.granule)}</span>
      </h3>
      {problems.map((problem) => (
        <p key={problem.sentence} className={styles.problem}>
          <span className={styles.sentence}>{problem.sentence}: </span>
          broken in <Jump step={problem.step} onSeek={onSeek} />
        </p>
      ))}
      <dl className={styles.facts}>
        <Fact name="tag">
          <Tag tag={mark.tag} />
        </Fact>
        {mark.owed !== null && (
          <Fact name={mark.note === 'stored' ? 'its owner stored' : 'its owner is owed'}>
            <Tag tag={mark.owed} />
          </Fact>
        )}
        {mark.names.map(({ space, address }) => (
          <Fact key={`${space} ${address}`} name={space}>
            {address}
          </Fact>
        ))}
        <Fact name="frame">{mark.pfn}</Fact>
        {mark.data !== null && <Fact name="data">{mark.data}</Fact>}
      </dl>
      <p className={styles.writer}>
        {mark.writer === null ? (
          'Not written in this run'
        ) : (
          <>
            Last written by {threadName(mark.writer.thread)}: <code>{mark.writer.label}</code>,{' '}
            <Jump step={mark.writer.step} onSeek={onSeek} />
          </>
        )}
      </p>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Jump({ step, onSeek }: { readonly step: number; readonly onSeek: (step: number) => void }) {
  return (
    <button
      className={styles.jump}
      onClick={() => {
        onSeek(step);
      }}
    >
      step {step}
    </button>
  );
}
