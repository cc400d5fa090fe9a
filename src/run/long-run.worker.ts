/** A long run in a worker, so that the page stays at the visitor's hand. It is ended by ending the worker. */
import { machineNamed } from '../worker/machine.ts';
import type { LongRunQuestion } from './long-run.ts';
import { longSteps } from './long-steps.ts';

/** Between two answers. */
const ANSWER_EVERY_MS = 100;

addEventListener('message', ({ data }: MessageEvent<LongRunQuestion>) => {
  const { system } = machineNamed(data);
  let said = performance.now();
  for (const answer of longSteps(system, data, () => performance.now() - said >= ANSWER_EVERY_MS)) {
    postMessage(answer);
    said = performance.now();
  }
});
