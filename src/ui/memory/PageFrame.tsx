import type { ReactNode } from 'react';
import { hex } from '../../picture/entry.ts';
import { rangeName } from '../../picture/granules.ts';
import type { FlagMark, PageFrameMark, TagMove } from '../../picture/page-frame.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './PageFrame.module.css';

interface Props {
  readonly frame: PageFrameMark;
  readonly step: number;
  readonly threadName: (thread: number) => string;
  readonly children: ReactNode;
}

/** A page frame: what the last step did to its tags, its flags, and below them the tags. */
export function PageFrame({ frame, step, threadName, children }: Props) {
  return (
    <section className={styles.frame} data-anchor="frame" aria-label={`Page frame ${hex(frame.pfn)}`}>
      <div className={styles.head}>
        <h3 className={styles.title}>
          Page frame <span className={styles.number}>{hex(frame.pfn)}</span>
        </h3>
        <p
          className={styles.move}
          style={frame.moving === null ? undefined : threadColours(frame.moving.thread)}
        >
          {frame.moving === null ? (
            '256 granules of 16 bytes'
          ) : (
            <Move move={frame.moving} name={threadName} />
          )}
        </p>
        <ul className={styles.flags} aria-label="Page flags">
          {frame.flags.map((flag) => (
            <Flag key={flag.name} flag={flag} step={step} thread={frame.flagsTouched?.thread ?? null} />
          ))}
        </ul>
      </div>
      {children}
    </section>
  );
}

interface FlagProps {
  readonly flag: FlagMark;
  readonly step: number;
  readonly thread: number | null;
}

function Flag({ flag, step, thread }: FlagProps) {
  const changed = flag.changed && thread !== null;
  return (
    <li
      key={changed ? step : undefined}
      className={styles.flag}
      data-set={flag.set}
      data-changed={changed}
      style={changed ? threadColours(thread) : undefined}
      aria-label={`${flag.name} ${flag.set ? 'set' : 'clear'}${changed ? ', just now' : ''}`}
    >
      {flag.name}
    </li>
  );
}

function Move({ move, name }: { readonly move: TagMove; readonly name: (thread: number) => string }) {
  return (
    <>
      <i className={styles.key} data-kind={move.kind} />
      <b>{name(move.thread)}</b> {move.kind === 'write' ? 'writes' : 'reads'}{' '}
      <code>{rangeName(move.range)}</code>
    </>
  );
}
