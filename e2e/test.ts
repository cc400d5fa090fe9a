/** What every browser test is made with. TAGSCOPE_THROTTLE=6 slows the processor of its pages six times, as a busy machine would. */
import process from 'node:process';
import { test as plain } from '@playwright/test';

export { expect } from '@playwright/test';

const rate = Number(process.env.TAGSCOPE_THROTTLE ?? 1);

export const test = plain.extend({
  context: async ({ context }, use) => {
    if (rate > 1)
      context.on('page', (page) => {
        void context
          .newCDPSession(page)
          .then((session) => session.send('Emulation.setCPUThrottlingRate', { rate }))
          // A page that has closed meanwhile.
          .catch(() => undefined);
      });
    await use(context);
  },
});
