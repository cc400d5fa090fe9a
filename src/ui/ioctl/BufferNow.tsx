import type { RunSnapshot } from '../../run/run.ts';
import { MOST_TAGS } from './fields.ts';
import { hexDump } from './hex-dump.ts';
import styles from './IoctlPanel.module.css';
import { hex } from './strace.ts';
import type { CopyTags } from './struct.ts';
import { userBytes } from './user-memory.ts';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly mm: number;
  readonly copyTags: CopyTags;
}

/** The buffer of the last call as it lies in the VMM's memory at this point of the run. */
export function BufferNow({ snapshot, mm, copyTags }: Props) {
  const tags = copyTags.length / 16n;
  const count = Number(tags < MOST_TAGS ? tags : MOST_TAGS);
  if (count === 0) return null;
  return (
    <div className={styles.buffer}>
      <p className={styles.nameInWords}>
        {count} bytes at {hex(copyTags.addr)}, one a tag
      </p>
      <pre className={styles.dump} tabIndex={0} aria-label="Buffer">
        {hexDump(userBytes(snapshot, mm, copyTags.addr, count))}
      </pre>
    </div>
  );
}
