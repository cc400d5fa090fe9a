/** A board that runs in slices of a few milliseconds and listens in between, so that it stops at once. */
import { BoardSession } from './board-session.ts';
import type { Job } from './channel.ts';

/** A slice ends after so long. */
const SLICE_MS = 8;
/** Instructions between two looks at the clock. */
const COUNT = 50_000;

export function boardJob(): Job<'board'> {
  let session: BoardSession | null = null;
  /** A message to oneself comes back sooner than a timer, and behind those of the page. */
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const start = performance.now();
    while (session?.isRunning === true && performance.now() - start < SLICE_MS) session.advance(COUNT);
    if (session?.isRunning === true) port2.postMessage(null);
  };
  return {
    start(input, page) {
      session = new BoardSession(page.report, () => performance.now());
      session.load(input);
      // A board has no end: its worker is ended.
      return new Promise<never>(() => undefined);
    },
    tell(word) {
      const wentOn = session?.isRunning === true;
      session?.hear(word);
      if (!wentOn && session?.isRunning === true) port2.postMessage(null);
    },
  };
}
