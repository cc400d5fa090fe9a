import { useMemo } from 'react';
import { callText } from '../../picture/call-text.ts';
import { syscallsOf } from '../../picture/syscalls.ts';
import type { RunSnapshot } from '../../run/run.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import { useSeenOnOpening } from '../useSeenOnOpening.ts';
import { straceAnswer } from '../ioctl/strace.ts';
import { userBytes } from '../ioctl/user-memory.ts';
import styles from './SyscallLog.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly stateAt: RunStore['stateAt'];
  readonly onSeek: (step: number) => void;
}

/** The system calls of the run as strace writes them; each leads to its moment. */
export default function SyscallLog({ snapshot, stateAt, onSeek }: Props) {
  const { program, scenario, steps, cursor, threads } = snapshot;
  const top = useSeenOnOpening();
  const calls = useMemo(
    () => syscallsOf(program, scenario, steps, stateAt),
    [program, scenario, steps, stateAt],
  );
  return (
    <>
      <h2 ref={top} className={controls.heading}>
        System calls
      </h2>
      {calls.length === 0 && (
        <p className={styles.nothing}>
          {scenario.threads.some(({ resident }) => resident === true)
            ? 'No system call was made yet.'
            : 'Nobody waits for system calls in this scenario.'}
        </p>
      )}
      <ol className={styles.log} aria-label="System calls of the run">
        {calls.map((one) => (
          <li key={one.step}>
            <button
              className={styles.call}
              aria-current={one.step === cursor ? 'step' : undefined}
              onClick={() => {
                onSeek(one.step);
              }}
            >
              <span className={styles.when}>
                {one.step} {threads[one.madeBy ?? one.thread ?? -1]?.name ?? ''}
              </span>{' '}
              {callText(one.nr, one.args, (address, count) =>
                userBytes({ program, state: stateAt(one.step) }, one.mm, address, count),
              )}{' '}
              <strong>
                {one.answer === null || one.answer.step > cursor ? '…' : `= ${straceAnswer(one.answer.ret)}`}
              </strong>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
