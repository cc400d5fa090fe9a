import { useState } from 'react';
import type { State } from '../../core/machine/state.ts';
import type { RunActions, RunSnapshot, ThreadView } from '../../run/run.ts';
import type { Place } from '../edit/place.ts';
import { threadColours } from './colours.ts';
import { Frames } from './Frames.tsx';
import { Locals } from './Locals.tsx';
import type { PointedAt } from './pointed-at.ts';
import { RunMenu } from './RunMenu.tsx';
import { SourcePane } from './SourcePane.tsx';
import { StepButtons } from './StepButtons.tsx';
import { ThreadNext } from './ThreadNext.tsx';
import styles from './ThreadCard.module.css';

interface Props {
  readonly thread: ThreadView;
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  /** Whether keys without a number mean this thread. */
  readonly inHand: boolean;
  /** A place that another panel wants shown here. */
  readonly pointedAt: PointedAt | null;
  readonly onEdit: (place: Place) => void;
}

interface Chosen {
  readonly state: State;
  readonly pointedAt: PointedAt | null;
  readonly frame: number;
}

export function ThreadCard({ thread, snapshot, actions, inHand, pointedAt, onEdit }: Props) {
  const { program, state } = snapshot;
  // A frame stays chosen until the machine moves or another panel points elsewhere.
  const [chosen, choose] = useState<Chosen | null>(null);
  const stillChosen = chosen?.state === state && chosen.pointedAt === pointedAt;
  const frame = stillChosen ? chosen.frame : pointedAt === null ? 0 : null;
  const shown = frame === null ? null : (thread.frames[frame] ?? null);
  const entry = program.threads[thread.index]?.entry ?? '';
  const functionName = shown?.function ?? (frame === null ? pointedAt?.function : null) ?? entry;
  return (
    <section
      className={styles.card}
      style={threadColours(thread.index)}
      aria-label={thread.name}
      data-in-hand={inHand}
      data-status={thread.status.kind}
    >
      <div className={styles.head}>
        <span className={styles.dot} aria-hidden />
        <div className={styles.who}>
          <h3 className={styles.name}>{thread.name}</h3>
          <span className={styles.role}>{thread.role}</span>
        </div>
        <RunMenu thread={thread} actions={actions} inHand={inHand} />
        <StepButtons thread={thread} actions={actions} />
      </div>
      <ThreadNext thread={thread} />
      <Frames
        frames={thread.frames}
        chosen={frame}
        program={program}
        functionName={functionName}
        onEdit={(span) => {
          const at = shown?.statement ?? span;
          onEdit({ path: program.sources[at.file]?.path ?? '', offset: at.from });
        }}
        onChoose={(index) => {
          choose({ state, pointedAt, frame: index });
        }}
      />
      <SourcePane
        program={program}
        functionName={functionName}
        statement={shown?.statement ?? (frame === null ? pointedAt?.span : undefined)}
        operation={shown?.span ?? (frame === null ? pointedAt?.span : undefined)}
        lit={frame !== null && frame > 0 ? 'caller' : 'running'}
        threadName={thread.name}
        onLine={(file, line) => {
          actions.run(thread.index, { kind: 'line', file, line });
        }}
      />
      {shown !== null && <Locals locals={shown.locals} />}
    </section>
  );
}
