import { useMemo } from 'react';
import { processesOf, type ProcessMark, type TagsBecause } from '../../picture/process.ts';
import { programsOf } from '../../picture/program.ts';
import type { RunSnapshot } from '../../run/run.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import { threadColours } from '../threads/colours.ts';
import { useSeenOnOpening } from '../useSeenOnOpening.ts';
import { Rows } from '../vm/Rows.tsx';
import styles from './ProcessView.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly stateAt: RunStore['stateAt'];
  readonly onSeek: (step: number) => void;
}

/** What the kernel keeps of each process at the cursor: mappings and page table by name, and how each program's tags are checked. */
export default function ProcessView({ snapshot, stateAt, onSeek }: Props) {
  const top = useSeenOnOpening();
  const processes = useMemo(() => processesOf(snapshot, stateAt), [snapshot, stateAt]);
  const programs = useMemo(() => programsOf(snapshot), [snapshot]);
  const threadName = (thread: number) => snapshot.threads[thread]?.name ?? 'a call';
  return (
    <>
      <h2 ref={top} className={controls.heading}>
        Processes
      </h2>
      <h3 className={styles.name}>How tags are checked</h3>
      {programs.map(({ thread, name, facts }) => (
        <div key={thread} className={styles.part}>
          <h4 className={styles.who} style={threadColours(thread)}>
            {name}
          </h4>
          <Rows rows={facts} threadName={threadName} label={`Tag checks, ${name}`} />
        </div>
      ))}
      {processes.length === 0 && <p className={styles.nothing}>No process has memory yet.</p>}
      {processes.map((process) => (
        <Process key={process.index} process={process} threadName={threadName} onSeek={onSeek} />
      ))}
    </>
  );
}

interface ProcessProps {
  readonly process: ProcessMark;
  readonly threadName: (thread: number) => string;
  readonly onSeek: (step: number) => void;
}

function Process({ process, threadName, onSeek }: ProcessProps) {
  const { index, pid, names, facts, vmas, pages } = process;
  return (
    <section className={styles.process} aria-label={`Process ${pid}`}>
      <h3 className={styles.name}>
        Process {pid.toString()}{' '}
        <span className={styles.nothing}>{[`mms[${index}]`, ...names].join(', ')}</span>
      </h3>
      <Rows rows={facts} threadName={threadName} />
      <h4 className={styles.heading}>Mappings</h4>
      {vmas.length === 0 && <p className={styles.nothing}>None: its page table was filled in by hand.</p>}
      {vmas.map(({ range, fields, tags }, at) => (
        <div key={at} className={styles.part}>
          <p className={styles.range}>{range}</p>
          <Rows rows={fields} threadName={threadName} label={`Mapping ${range}`} />
          {tags !== null && <Because tags={tags} threadName={threadName} onSeek={onSeek} />}
        </div>
      ))}
      <h4 className={styles.heading}>Page table</h4>
      {pages.length === 0 && <p className={styles.nothing}>No page is mapped yet.</p>}
      {pages.map(({ row, tags }) => (
        <div key={row.name} className={styles.part}>
          <Rows rows={[row]} threadName={threadName} label={`Page ${row.name}`} />
          {tags !== null && <Because tags={tags} threadName={threadName} onSeek={onSeek} />}
        </div>
      ))}
    </section>
  );
}

interface BecauseProps {
  readonly tags: TagsBecause;
  readonly threadName: (thread: number) => string;
  readonly onSeek: (step: number) => void;
}

/** Since when there are tags here, which it leads to. */
function Because({ tags: { deed }, threadName, onSeek }: BecauseProps) {
  if (deed === null) return <p className={styles.because}>tags from the start</p>;
  return (
    <button
      className={styles.because}
      onClick={() => {
        onSeek(deed.step);
      }}
    >
      tags since step {deed.step}: {threadName(deed.thread)}, {deed.label}
    </button>
  );
}
