import { Fragment } from 'react';
import type { Program } from '../../core/lang/program.ts';
import { listing } from '../../picture/listing.ts';
import type { CallView } from '../../run/run.ts';
import type { PointedAt } from '../threads/pointed-at.ts';
import styles from './IoctlPanel.module.css';

interface Props {
  readonly program: Program;
  readonly decidedBy: NonNullable<CallView['decidedBy']>;
  readonly thread: number;
  readonly onPoint: (at: PointedAt) => void;
}

/** The source that decided the answer: the check, and the statement that followed from it. */
export function Decision({ program, decidedBy, thread, onPoint }: Props) {
  const { check, statement } = decidedBy;
  const text = program.sources[statement.file]?.text ?? '';
  // The check first; what follows from it may stand far below, or in another file.
  const followed = listing(text, statement, statement, check ?? statement);
  const checked = check?.file === statement.file ? listing(text, check, check, check) : [];
  const lines = [
    ...checked,
    ...followed.filter(({ number }) => !checked.some((line) => line.number === number)),
  ];
  return (
    <figure className={styles.decision}>
      <figcaption>
        Decided in <code>{decidedBy.function}</code>{' '}
        <button
          className={styles.link}
          onClick={() => {
            onPoint({ thread, function: decidedBy.function, span: check ?? statement });
          }}
        >
          show in source
        </button>
      </figcaption>
      <pre className={styles.check} tabIndex={0} aria-label="The check">
        {lines.map((line, at) => (
          <Fragment key={line.number}>
            {at > 0 && lines[at - 1]?.number !== line.number - 1 && (
              <span className={styles.checkLine}>⋮</span>
            )}
            <span className={styles.checkLine}>
              <span className={styles.lineNumber}>{line.number}</span>
              {line.tokens.map((token, index) => (
                <span key={index} data-marked={token.marked || undefined}>
                  {token.text}
                </span>
              ))}
            </span>
          </Fragment>
        ))}
      </pre>
    </figure>
  );
}
