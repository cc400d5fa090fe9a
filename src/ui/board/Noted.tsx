import type { ComponentProps } from 'react';
import type { BoardNoted, NotedEnd } from '../../picture/board-noted.ts';
import type { NotedPlace } from '../../run/board.ts';
import controls from '../controls.module.css';
import { Tag } from '../memory/Tag.tsx';
import { Act } from './Act.tsx';
import styles from './Board.module.css';

interface Props {
  readonly noted: BoardNoted;
  /** Whether the board has no other processor. */
  readonly isAlone: boolean;
  readonly canGo: boolean;
  readonly onSeek: (place: NotedPlace) => void;
  /** Runs on to where it is read. */
  readonly onRead: () => void;
}

/** A failed check that did not fault, joined with the access that made it and with who reads it later: each end leads to the other. */
export function Noted({ noted, isAlone, canGo, onSeek, onRead }: Props) {
  const { cpu, register, bit, set, read, isWritten } = noted;
  const name = `${register}.${bit}${isAlone ? '' : ` of processor ${cpu}`}`;
  if (set === null)
    return (
      <p className={styles.noted}>
        {name} {isWritten ? 'was' : 'is'} 1. No failed check that is still known set it: the program wrote it
        itself, or it is too long ago.
      </p>
    );
  const back = ({ kind, number, text, isHere }: NotedEnd, title: string): ComponentProps<typeof Act> => ({
    can: canGo && !isHere,
    title,
    onAct: () => {
      onSeek({ kind, number });
    },
    children: (
      <>
        {isHere ? 'You are behind it' : 'Back to it'} <span className={controls.heard}>({text})</span>
      </>
    ),
  });
  const on: ComponentProps<typeof Act> = {
    can: canGo && !isWritten,
    title: `To behind the next MRS from ${register}`,
    onAct: onRead,
    children: 'Run to where it is read',
  };
  return (
    <div className={styles.noted}>
      <p>
        {name}: a failed check was noted, pointer tag <Tag tag={set.logical} /> and granule tag{' '}
        <Tag tag={set.allocation} />
      </p>
      <p>
        by <End end={set} /> <Act {...back(set, 'The first access since the bit was clear')} />
      </p>
      {/* One button whoever reads it, so that it keeps the focus. */}
      <p>
        {read === null ? 'nobody has read it so far' : 'read by '}
        {read !== null && <End end={read} />}{' '}
        <Act {...(read === null ? on : back(read, 'The first read since, or this one'))} />
      </p>
      {isWritten && <p>and here it is written anew</p>}
    </div>
  );
}

function End({ end: { text, address } }: { readonly end: NotedEnd }) {
  return (
    <>
      <code>{text}</code> at {address.toString(16)}
    </>
  );
}
