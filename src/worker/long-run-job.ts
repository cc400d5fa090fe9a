/** A long run beside the page, which stays at the visitor's hand. */
import { longSteps } from '../core/trace/long-steps.ts';
import type { Job } from './channel.ts';
import { machineNamed } from './machine.ts';

/** Between two reports. */
const REPORT_EVERY_MS = 100;

export const longRunJob: Job<'long run'> = {
  start(input, page) {
    const { system } = machineNamed(input);
    let reported = performance.now();
    const steps = longSteps(system, input, () => performance.now() - reported >= REPORT_EVERY_MS);
    for (;;) {
      const next = steps.next();
      if (next.done === true) return next.value;
      page.report(next.value);
      reported = performance.now();
    }
  },
};
