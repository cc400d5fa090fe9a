import { useMemo } from 'react';
import { syscallsOf, type SystemCall } from '../../picture/syscalls.ts';
import type { RunSnapshot } from '../../run/run.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import { useSeenOnOpening } from '../useSeenOnOpening.ts';
import { hex, straceAnswer, straceCall } from '../ioctl/strace.ts';
import { decode } from '../ioctl/struct.ts';
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
          {scenario.vmm === null
            ? 'Nobody waits for system calls in this scenario.'
            : 'No system call was made yet.'}
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
                {one.step} {one.thread === null ? '' : threads[one.thread]?.name}
              </span>{' '}
              {callText(one)}{' '}
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

const NR_IOCTL = 29n;
const NR_MPROTECT = 226n;

function callText({ call: { nr, args, writes } }: SystemCall): string {
  const [first = 0n, second = 0n, third = 0n] = args;
  if (nr === NR_IOCTL) {
    const written = writes.find(({ address }) => address === third);
    const copyTags = written === undefined ? null : decode(written.bytes);
    return straceCall({ fd: first, request: second, argp: third, copyTags });
  }
  if (nr === NR_MPROTECT) return `mprotect(${hex(first)}, ${second}, ${hex(third)})`;
  return `syscall_${nr}(${args.map(hex).join(', ')})`;
}
