/** Where every worker begins. The code of its job is loaded once the page names it. */
import { serve, type Job, type ToWorker } from './channel.ts';
import type { JobName } from './jobs.ts';

const jobs: { readonly [N in JobName]: () => Promise<Job<N>> } = {
  explore: async () => (await import('./explore-job.ts')).exploreJob(),
  compile: async () => (await import('./compile-job.ts')).compileJob(),
  promela: async () => (await import('./promela-job.ts')).promelaJob,
  'long run': async () => (await import('./long-run-job.ts')).longRunJob,
  matrix: async () => (await import('./matrix-job.ts')).matrixJob,
  board: async () => (await import('./board-job.ts')).boardJob(),
};

const hear = serve(
  (message) => {
    postMessage(message);
  },
  (name) => jobs[name](),
);

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  hear(data);
});
