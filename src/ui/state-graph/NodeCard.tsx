import { useMemo } from 'react';
import { differences } from '../../picture/difference.ts';
import type { StateMark } from '../../picture/state-mark.ts';
import { differenceOver, type Difference } from '../../run/difference.ts';
import type { RunSnapshot } from '../../run/run.ts';
import { showConstant } from '../../run/show-value.ts';
import { build } from '../../run/systems.ts';
import { runTo, stepsOver, type Ways } from '../../run/walk.ts';
import controls from '../controls.module.css';
import { count } from '../explore/number.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './StateGraph.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly ways: Ways;
  readonly node: number;
  /** The edge by which it is reached: the run's, or a shortest; -1 for the start. */
  readonly edge: number;
  readonly mark: StateMark;
  readonly here: boolean;
  readonly onOpen: () => void;
}

/** One state: how it differs from the state before it, what breaks there, and the way into it. */
export function NodeCard({ snapshot, ways, node, edge, mark, here, onOpen }: Props) {
  const { scenario, release, edits, program, properties } = snapshot;
  const { graph } = ways;
  const difference = useMemo(() => {
    const system = build(scenario, release, edits);
    if ('refused' in system || edge < 0) return null;
    return differenceOver(scenario, system, runTo(ways, graph.edges.from[edge] ?? 0), stepsOver(ways, edge));
  }, [scenario, release, edits, ways, graph, edge]);
  const changes = useMemo(
    () =>
      difference === null
        ? []
        : differences(program, scenario, difference.before, difference.after, (type, value) =>
            // What is negative in memory is a count, and no error.
            type.kind === 'int' && type.signed
              ? String(BigInt.asIntN(type.bits, value))
              : showConstant(program, type, value),
          ),
    [program, scenario, difference],
  );
  const breaks = properties.filter((_, check) => ((graph.breaks[node] ?? 0) & (1 << check)) !== 0);
  return (
    <div className={styles.card} role="status" data-card={node}>
      <div className={styles.cardTop}>
        <p>
          <b>{edge < 0 ? 'The start' : `Depth ${graph.depth[node] ?? 0}`}</b>
          {said(mark, ways.out[node]?.length ?? 0)}
          {difference !== null && <WhatStepped difference={difference} />}
        </p>
        {here ? (
          <span className={styles.small}>You stand here</span>
        ) : (
          <button className={controls.button} onClick={onOpen}>
            Stand here <kbd className={controls.key}>⏎</kbd>
          </button>
        )}
      </div>
      {breaks.map(({ property }) => (
        <p key={property.id} className={styles.breaks} data-breaks={property.id}>
          ✗ Breaks: {property.sentence}
        </p>
      ))}
      {difference !== null && (
        <ul className={styles.changes} aria-label="What differs from the state before">
          {changes.map(({ what, how, ghost }) => (
            <li key={what} data-ghost={ghost}>
              <code>{what}</code> {how}
              {ghost && <span className={styles.ghost}> (kept for the properties)</span>}
            </li>
          ))}
          {changes.length === 0 && <li>Nothing that is shared has changed.</li>}
          <WhereItStands difference={difference} />
        </ul>
      )}
    </div>
  );
}

/** What a mark says, in words. */
function said({ shape, end, chain, hidden }: StateMark, out: number): string {
  return [
    chain > 1 ? `, a chain of ${chain} states` : '',
    end ? ', an end' : '',
    shape === 'stuck' ? ', stuck: nothing can go on, though something has not ended' : '',
    shape === 'open' ? ', not looked further' : '',
    shape === 'broken' ? ', something broke before' : '',
    out + hidden > 0 ? `, ${count(out + hidden, 'step leads', 'steps lead')} on` : '',
    hidden > 0 ? ` (${hidden} to states not drawn)` : '',
  ].join('');
}

function WhatStepped({ difference: { records, moved } }: { readonly difference: Difference }) {
  const last = records.at(-1);
  if (last === undefined || moved === null) return null;
  return (
    <span className={styles.stepped}>
      {records.length > 1 && `${count(records.length, 'step', 'steps')}, the last: `}
      <b style={threadColours(moved.to.index)} className={styles.who}>
        {moved.to.name}
      </b>{' '}
      <code>{last.label}</code> in <code>{last.function}</code>
    </span>
  );
}

/** What is the thread's own: locals that changed, and what it is about to do. */
function WhereItStands({ difference: { moved } }: { readonly difference: Difference }) {
  if (moved === null) return null;
  const { from, to } = moved;
  const [before, after] = [from.frames[0], to.frames[0]];
  const locals =
    before?.function !== after?.function
      ? []
      : (after?.locals ?? []).filter(
          ({ value, live }, i) => live && value !== '' && value !== before?.locals[i]?.value,
        );
  return (
    <>
      {locals.map(({ name, value }, i) => (
        <li key={`${name} ${i}`}>
          its <code>{name}</code> is {value}
        </li>
      ))}
      <li>
        {to.status.kind === 'ended' ? (
          'it has ended'
        ) : (
          <>
            it stands before <code>{to.next}</code>
            {after !== undefined && (
              <>
                {' '}
                in <code>{after.function}</code>
              </>
            )}
          </>
        )}
      </li>
    </>
  );
}
