import type { RunSnapshot } from '../../run/run.ts';
import { threadInHand } from '../keyboard/turn.ts';

/** A place in a file of the program. */
export interface Place {
  readonly path: string;
  readonly offset: number;
}

/** Where the thread stands that a key without a number means; where it began, if none can move. */
export function placeOf(snapshot: RunSnapshot): Place {
  const { program, threads } = snapshot;
  const thread = threadInHand(snapshot) ?? threads.find(({ frames }) => frames.length > 0) ?? threads[0];
  const span =
    thread?.frames[0]?.statement ??
    program.functions.get(program.threads[thread?.index ?? 0]?.entry ?? '')?.nameSpan;
  return { path: program.sources[span?.file ?? 0]?.path ?? '', offset: span?.from ?? 0 };
}
