import type { NotedCheck, NotedStep } from '../../picture/guest-noted.ts';
import styles from './GuestPanel.module.css';

interface Props {
  readonly noted: NotedCheck;
  readonly cursor: number;
  readonly onSeek: (step: number) => void;
}

/** A failed check that did not fault, joined with where it comes out: each end leads to the other. */
export function Noted({ noted: { set, reads, until }, cursor, onSeek }: Props) {
  const link = ({ step, text }: NotedStep) => (
    <button
      className={styles.link}
      aria-label={`To step ${step}: ${text}`}
      onClick={() => {
        onSeek(step);
      }}
    >
      <code>{text}</code>, step {step}
    </button>
  );
  return (
    <div className={styles.noted}>
      <p>
        {set.register}: a failed check was noted by {cursor === set.step ? 'this step' : link(set)}
      </p>
      {reads.map((read) => (
        <p key={read.step}>
          {read.by === 'KVM' ? 'KVM saves it with the guest’s registers at ' : 'the guest reads it at '}
          {cursor === read.step ? 'this step' : link(read)}
        </p>
      ))}
      {reads.length === 0 && until === null && <p>nobody has read it so far</p>}
      {until === cursor && <p>and here it is written anew</p>}
    </div>
  );
}
