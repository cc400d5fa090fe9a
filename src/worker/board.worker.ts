/** A board in a worker: runs in slices of a few milliseconds and listens in between, so that it stops at once. */
import type { ToBoard } from './board-messages.ts';
import { BoardSession } from './board-session.ts';

/** A slice ends after so long. */
const SLICE_MS = 8;
/** Instructions between two looks at the clock. */
const COUNT = 50_000;

const session = new BoardSession(
  (message) => {
    postMessage(message);
  },
  () => performance.now(),
);
/** A message to oneself comes back sooner than a timer, and behind those of the page. */
const { port1, port2 } = new MessageChannel();

addEventListener('message', ({ data }: MessageEvent<ToBoard>) => {
  const wentOn = goesOn();
  session.hear(data);
  if (!wentOn && goesOn()) port2.postMessage(null);
});

port1.onmessage = () => {
  const start = performance.now();
  while (goesOn() && performance.now() - start < SLICE_MS) session.advance(COUNT);
  if (goesOn()) port2.postMessage(null);
};

/** A call, since hearing and advancing change the answer. */
function goesOn(): boolean {
  return session.isRunning;
}
