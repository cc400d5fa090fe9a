import { useMemo, useRef, useState } from 'react';
import { granuleMark } from '../../picture/granule.ts';
import type { MappingMark } from '../../picture/mapping.ts';
import { memoryPicture } from '../../picture/memory.ts';
import type { MemoryPicture } from '../../picture/memory.ts';
import type { RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { cellSizes } from './cell-size.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { FrameGrid } from './FrameGrid.tsx';
import { FrameRow } from './FrameRow.tsx';
import { GranuleCard } from './GranuleCard.tsx';
import { Links } from './Links.tsx';
import { MappingCards } from './MappingCards.tsx';
import styles from './MemoryPanel.module.css';
import { PageFrame } from './PageFrame.tsx';
import { describe } from './describe.ts';
import { problemsIn } from './problems.ts';
import { brokenFrames, frameShown } from './shown-frame.ts';
import { SwapDevice } from './SwapDevice.tsx';
import { SwapSlot } from './SwapSlot.tsx';
import { useElementSize } from './useElementSize.ts';

interface Props {
  readonly snapshot: RunSnapshot;
  /** The page frame drawn large, where the page keeps that choice; else the panel does. */
  readonly frame?: number;
  readonly onFrame?: (frame: number) => void;
  readonly onSeek: (step: number) => void;
}

/** Memory at the cursor: who maps which page frame, its flags and tags, and what is saved of it. */
export function MemoryPanel(props: Props) {
  // Another scenario has other frames and granules: nothing that was chosen in the last one is kept.
  return <MemoryOfScenario key={props.snapshot.scenario.id} {...props} />;
}

function MemoryOfScenario({ snapshot, frame: given, onFrame, onSeek }: Props) {
  const [own, setOwn] = useState<number | null>(null);
  const shown = frameShown(snapshot, given ?? own);
  const [kept, setKept] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);

  const panel = useRef<HTMLDivElement>(null);
  const size = useElementSize(panel);
  const picture = useMemo(() => memoryPicture(snapshot, shown), [snapshot, shown]);
  const { frame, frames, elsewhere, slots, device, links } = picture;
  const [left, right] = sidesOf(picture);
  const cells = cellSizes(size, { frames: frames.length, slots: slots.length });

  const problems = problemsIn(snapshot, shown);
  const broken = [...problems.keys()];
  const pointedAt = pointed ?? kept;
  const looked = pointedAt === null || problems.has(pointedAt) ? [] : [pointedAt];
  const mark = (granule: number) => granuleMark(snapshot, shown, granule);
  const threadName = (thread: number) => snapshot.threads[thread]?.name ?? 'A call';
  const choose = (next: number) => {
    setOwn(next);
    onFrame?.(next);
  };

  const toFrameOf = ({ frame: mapped }: MappingMark) =>
    mapped === null || mapped === shown || !snapshot.scenario.picture.frames.includes(mapped)
      ? null
      : () => {
          choose(mapped);
        };

  const card = (granule: number) => (
    <GranuleCard
      key={granule}
      mark={mark(granule)}
      problems={problems.get(granule) ?? []}
      anchor={`granule-${granule}`}
      threadName={threadName}
      onSeek={onSeek}
    />
  );
  // What is wrong has its card at the right; what is looked at stands where it does not push that out of sight.
  const roomAtLeft = !cells.cardsBelow && left.length <= right.length;
  // Below the grid there is room for one: what has been chosen, or what went wrong last.
  const lastBroken = (granule: number) => Math.max(...(problems.get(granule) ?? []).map(({ step }) => step));
  const below = [...looked, ...broken.toSorted((a, b) => lastBroken(b) - lastBroken(a))];

  return (
    <div className={styles.panel} ref={panel}>
      <h2 className={`${controls.heading} ${styles.heading}`}>Memory</h2>
      <div className={styles.stage}>
        <Links
          links={links}
          leaders={[...broken, ...looked].map((granule) => ({
            from: `granule-${granule}`,
            granule,
            wrong: problems.has(granule),
          }))}
        />
        <div className={styles.column}>
          <div className={`${styles.side} ${styles.left}`}>
            {left.map((one) => (
              <MappingCards key={one.index} mark={one} threadName={threadName} onChoose={toFrameOf(one)} />
            ))}
          </div>
          <div className={`${styles.side} ${styles.looked}`}>{roomAtLeft && looked.map(card)}</div>
        </div>
        <div className={styles.middle}>
          <div className={styles.frames}>
            {frames.length > 1 && (
              <FrameRow frames={frames} shown={shown} broken={brokenFrames(snapshot)} onChoose={choose} />
            )}
            <PageFrame frame={frame} step={snapshot.cursor} threadName={threadName}>
              <FrameGrid
                frame={frame}
                step={snapshot.cursor}
                cell={cells.frame}
                broken={broken}
                kept={kept}
                pointedAt={pointedAt}
                description={kept === null ? '' : describe(mark(kept), threadName)}
                onKeep={setKept}
                onPoint={setPointed}
                onJump={(granule) => {
                  const { writer } = mark(granule);
                  if (writer !== null) onSeek(writer.step);
                }}
              />
            </PageFrame>
            {cells.cardsBelow && <div className={styles.below}>{below.map(card)}</div>}
          </div>
          {(slots.length > 0 || device !== null) && (
            <div className={styles.slots}>
              {slots.map((slot) => (
                <SwapSlot
                  key={slot.slot}
                  mark={slot}
                  step={snapshot.cursor}
                  cell={cells.slot}
                  alone={slots.length === 1}
                />
              ))}
              {device !== null && <SwapDevice slots={device} />}
            </div>
          )}
        </div>
        <div className={styles.column}>
          <div className={`${styles.side} ${styles.right}`}>
            {right.map((one) => (
              <MappingCards key={one.index} mark={one} threadName={threadName} onChoose={toFrameOf(one)} />
            ))}
          </div>
          <div className={`${styles.side} ${styles.cards}`}>
            {!cells.cardsBelow && broken.map(card)}
            {!cells.cardsBelow && !roomAtLeft && looked.map(card)}
          </div>
        </div>
        {elsewhere.length > 0 && (
          <Elsewhere marks={elsewhere} onChoose={choose} frames={snapshot.scenario.picture.frames} />
        )}
      </div>
    </div>
  );
}

/** User pages at the left and guest pages at the right; several ways of the same kind face each other. */
function sidesOf({
  user,
  guest,
}: MemoryPicture): readonly [left: readonly MappingMark[], right: readonly MappingMark[]] {
  if (user.length > 0 && guest.length > 0) return [user, guest];
  const all = [...user, ...guest];
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)];
}
