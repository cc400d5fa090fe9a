import { useEffect, useRef } from 'react';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import type { PointedAt } from '../threads/pointed-at.ts';
import { Reason } from '../threads/Reason.tsx';
import { BufferNow } from './BufferNow.tsx';
import { CopyText } from './CopyText.tsx';
import { cText } from './c-text.ts';
import { Decision } from './Decision.tsx';
import { explainCall } from './explain-call.ts';
import { explain } from './explain.ts';
import styles from './IoctlPanel.module.css';
import { lastCall, vmmThread } from './last-call.ts';
import { straceAnswer } from './strace.ts';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  /** How often the reader has called: each time the answer comes into view. */
  readonly called: number;
  readonly onPoint: (at: PointedAt) => void;
}

/** The last call at this point of the run, and what the kernel answered. */
export function Answer({ snapshot, actions, called, onPoint }: Props) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (called > 0) element.current?.scrollIntoView({ block: 'nearest' });
  }, [called]);
  const { call, program, scenario } = snapshot;
  const sent = lastCall(snapshot);
  if (call === null || sent === null) {
    return <p className={styles.nothing}>No call was made yet.</p>;
  }
  const thread = vmmThread(snapshot);
  const check = call.decidedBy?.check ?? null;
  const textOf = (span: { file: number; from: number; to: number } | null) =>
    span === null ? null : (program.sources[span.file]?.text.slice(span.from, span.to) ?? null);
  const { ret } = call;
  const copied = sent.copyTags?.copyTags ?? null;
  return (
    <section ref={element} className={styles.answer} aria-label="Answer">
      <p className={styles.strace}>
        {sent.text}
        {call.finished && ret !== null ? <strong> = {straceAnswer(ret)}</strong> : ' …'}
      </p>
      {call.finished && ret !== null ? (
        <>
          <p>
            {sent.copyTags === null
              ? explainCall(
                  sent.id,
                  ret,
                  `${textOf(check) ?? ''} ${textOf(call.decidedBy?.statement ?? null) ?? ''}`,
                )
              : explain(sent.copyTags, ret, textOf(check))}
          </p>
          {call.decidedBy !== null && thread !== null && (
            <Decision program={program} decidedBy={call.decidedBy} thread={thread.index} onPoint={onPoint} />
          )}
        </>
      ) : (
        <p>
          The VMM is in the kernel.{' '}
          {thread?.status.kind === 'blocked' && <Reason text={thread.status.reason} />}
          {thread?.status.kind === 'ready' && (
            <>
              Step it, or{' '}
              <button
                className={styles.link}
                onClick={() => {
                  actions.run(thread.index, { kind: 'blocks' });
                }}
              >
                let it come back
              </button>
              .
            </>
          )}
        </p>
      )}
      {copied !== null && scenario.vmm !== null && (
        <BufferNow snapshot={snapshot} mm={scenario.vmm.mm} copyTags={copied} />
      )}
      {sent.copyTags !== null && <CopyText label="The same call in C" text={cText(sent.copyTags)} />}
    </section>
  );
}
