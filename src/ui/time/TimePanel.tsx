import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { State } from '../../core/machine/state.ts';
import { barsOf } from '../../picture/bars.ts';
import { factsOf } from '../../picture/facts.ts';
import type { Fact } from '../../picture/facts.ts';
import { levelsOf } from '../../picture/levels.ts';
import { lanes } from '../../picture/lanes.ts';
import type { Cell } from '../../picture/lanes.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import type { Part } from '../../run/why-there.ts';
import controls from '../controls.module.css';
import { frameShown } from '../memory/shown-frame.ts';
import { threadColours } from '../threads/colours.ts';
import { Arrows } from './Arrows.tsx';
import { Bars, LEAD } from './Bars.tsx';
import { Lanes } from './Lanes.tsx';
import { Playhead } from './Playhead.tsx';
import styles from './TimePanel.module.css';
import { Transport } from './Transport.tsx';
import { useScrubbing } from './useScrubbing.ts';
import { useView } from './useView.ts';
import { WhyThere } from './WhyThere.tsx';

interface Props {
  readonly snapshot: RunSnapshot;
  /** The page frame that was chosen, as for memory: the bars are about the frame that it draws large. */
  readonly frame?: number;
  readonly stateAt: (step: number) => State;
  /** Why a step, from 1, stands where it does. */
  readonly whyThere: (step: number) => readonly Part[] | null;
  readonly actions: RunActions;
}

/** The run in time: a lane a thread, arrows for what had to come before what, bars for what held when, and a playhead to move through it. */
export function TimePanel({ snapshot, frame: given, stateAt, whyThere, actions }: Props) {
  const { program, scenario, steps, cursor, threads, properties } = snapshot;
  const frame = frameShown(snapshot, given ?? null);
  const scroller = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const view = useView(scroller);

  const facts = useMemo(() => factsOf(program, scenario, frame), [program, scenario, frame]);
  const bars = useMemo(
    () => barsOf(facts, levelsOf(program, facts, steps, stateAt), steps),
    [program, facts, steps, stateAt],
  );
  const metrics = useMemo(() => metricsFor(view.em, view.width), [view.em, view.width]);
  const layout = useMemo(() => lanes(steps, metrics), [steps, metrics]);
  const x = layout.at[cursor] ?? 0;

  const whyId = useId();
  const [hovered, setHovered] = useState<{ readonly step: number; readonly cursor: number } | null>(null);
  // A step by its number from 1, as the cursor just after it. When the run moves on, a mouse at rest points at nothing any more.
  const about = hovered?.cursor === cursor && hovered.step < steps.length ? hovered.step + 1 : cursor;

  const threadName = (thread: number) => threads[thread]?.name ?? 'call';
  const titleOf = (cell: Cell) => {
    const broken = steps[cell.from]?.broke.map((index) => properties[index]?.property.sentence ?? '') ?? [];
    const range = cell.to - cell.from > 1 ? `Steps ${cell.from + 1} to ${cell.to}` : `Step ${cell.to}`;
    return [
      `${range}: ${threadName(cell.thread)}, ${cell.label}`,
      ...broken.map((one) => `Breaks: ${one}`),
    ].join('\n');
  };
  const { dragging, handlers } = useScrubbing(track, layout, cursor, (moment) => {
    actions.seek(moment);
  });

  useEffect(() => {
    const box = scroller.current;
    const names = (labels.current?.offsetWidth ?? 0) + LEAD;
    if (box === null || dragging) return;
    const margin = Math.min(80, (box.clientWidth - names) / 4);
    const room = box.clientWidth - names - margin;
    if (x < box.scrollLeft + margin) box.scrollLeft = x - room / 2;
    else if (x > box.scrollLeft + room) box.scrollLeft = x - room / 2;
    // Also when the panel comes into view or changes its size.
  }, [x, dragging, view.width]);

  return (
    <section
      className={styles.panel}
      aria-label="Time"
      style={
        {
          '--lanes': threads.length,
          '--lane-height': `${metrics.lane}px`,
          '--lane-inset': `${metrics.inset}px`,
        } as Record<`--${string}`, number | string>
      }
    >
      <h2 className={controls.heard}>Time</h2>
      <div className={styles.body}>
        <Transport snapshot={snapshot} actions={actions} />
        <WhyThere
          id={whyId}
          title={about === cursor ? null : `Step ${about}, ${threadName(steps[about - 1]?.thread ?? -1)}:`}
          parts={whyThere(about)}
          onSeek={(step, byKey) => {
            actions.seek(step);
            // What was pressed is gone: another sentence stands there.
            if (byKey) handle.current?.focus();
          }}
        />
        <div className={styles.scroller} ref={scroller}>
          <div className={styles.names} ref={labels}>
            <Names threads={threads.map(({ name }) => name)} bars={bars.map(({ fact }) => fact)} />
          </div>
          <div
            ref={track}
            className={styles.track}
            style={{ width: layout.width + 2 * LEAD, marginLeft: LEAD }}
            {...handlers}
          >
            <div className={styles.ruler} />
            <Lanes
              layout={layout}
              cursor={cursor}
              metrics={metrics}
              threads={threads.length}
              view={view}
              titleOf={titleOf}
              onHover={(step) => {
                setHovered(step === null ? null : { step, cursor });
              }}
            >
              <Arrows
                steps={steps}
                cursor={cursor}
                layout={layout}
                metrics={metrics}
                view={view}
                about={about - 1}
              />
            </Lanes>
            <Bars bars={bars} layout={layout} cursor={cursor} view={view} threadName={threadName} />
            <Playhead
              handle={handle}
              x={x}
              cursor={cursor}
              last={steps.length}
              says={says(snapshot)}
              why={whyId}
              dragged={dragging}
              onSeek={(moment) => {
                actions.seek(moment);
              }}
            />
          </div>
        </div>
      </div>
    </section>
  );
}

/** Characters of the monospaced face are 0.6 em wide. */
function metricsFor(em: number, width: number) {
  return {
    character: em * 0.6,
    padding: em * 1.1,
    narrowest: em * 1.5,
    widest: em * 16,
    available: width - em * 16,
    lane: em * 2.75,
    inset: em * 0.5,
    aside: em * 0.6,
  };
}

function Names({ threads, bars }: { readonly threads: readonly string[]; readonly bars: readonly Fact[] }) {
  return (
    <>
      <div className={styles.ruler} />
      {threads.map((name, index) => (
        <div key={name} className={styles.thread} style={threadColours(index)}>
          {name}
        </div>
      ))}
      <div className={styles.facts}>
        {bars.map((fact) => {
          const twice = bars.some((other) => other !== fact && other.label === fact.label);
          return (
            <div
              key={`${fact.where} ${fact.label}`}
              className={styles.fact}
              title={`${fact.where} ${fact.label}`.trim()}
            >
              {twice && `${fact.where} `}
              {fact.label}
            </div>
          );
        })}
      </div>
    </>
  );
}

function says({ cursor, steps, threads, properties }: RunSnapshot): string {
  const record = steps[cursor - 1];
  if (record === undefined) return `Before the first of ${steps.length} steps`;
  const broken = record.broke
    .map((index) => `, breaks: ${properties[index]?.property.sentence ?? ''}`)
    .join('');
  return `Step ${cursor} of ${steps.length}, ${threads[record.thread]?.name ?? 'call'}: ${record.label}${broken}`;
}
