/**
 * The channel between the page and a worker: a job is started by its name with an input, reports progress, and comes to a result or a
 * failure, unless it is stopped or started anew before. Meanwhile it may be told things. This file is the worker's end; the page's is line.ts.
 */
import type { JobName, Jobs } from './jobs.ts';

/** What the page sends. A start takes the place of the one before; `id` counts them. */
export type ToWorker<N extends JobName = JobName> =
  | { readonly kind: 'start'; readonly id: number; readonly job: N; readonly input: Jobs[N]['input'] }
  | { readonly kind: 'tell'; readonly word: Jobs[N]['told'] }
  /** Nobody waits for what was started last. */
  | { readonly kind: 'stop' };

/** What comes back of the start with that number. Behind a result or a failure nothing more comes. */
export type FromWorker<N extends JobName = JobName> =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Jobs[N]['progress'] }
  | { readonly kind: 'result'; readonly id: number; readonly result: Jobs[N]['result'] }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** A job in a worker: made once, and kept warm from one start to the next. What it throws is the failure of a start. */
export interface Job<N extends JobName> {
  readonly start: (input: Jobs[N]['input'], page: Page<N>) => Jobs[N]['result'] | Promise<Jobs[N]['result']>;
  readonly tell?: (word: Jobs[N]['told']) => void;
}

/** Who has started it. */
export interface Page<N extends JobName> {
  readonly report: (progress: Jobs[N]['progress']) => void;
  /** Whether it still waits for this start. */
  readonly isWaiting: () => boolean;
}

/**
 * Does the job that the page starts first, and no other; `load` has its code loaded. Takes whom it sends to, and gives what hears the
 * page's messages.
 */
export function serve(
  send: (message: FromWorker) => void,
  load: <N extends JobName>(name: N) => Promise<Job<N>>,
): (message: ToWorker) => void {
  let job: Promise<Job<JobName>> | null = null;
  let current = 0;
  const fail = (id: number, error: unknown): void => {
    send({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
  };
  const start = async (id: number, loaded: Promise<Job<JobName>>, input: Jobs[JobName]['input']) => {
    const isWaiting = (): boolean => id === current;
    const report = (progress: Jobs[JobName]['progress']): void => {
      if (isWaiting()) send({ kind: 'progress', id, progress });
    };
    try {
      const ready = await loaded;
      // While it was being loaded the page may have thought better of it.
      if (!isWaiting()) return;
      const result = await ready.start(input, { report, isWaiting });
      if (isWaiting()) send({ kind: 'result', id, result });
    } catch (error) {
      fail(id, error);
    }
  };
  return (message) => {
    switch (message.kind) {
      case 'start':
        current = message.id;
        job ??= load(message.job);
        void start(message.id, job, message.input);
        return;
      case 'tell':
        job
          ?.then(({ tell }) => tell?.(message.word))
          .catch((error: unknown) => {
            fail(current, error);
          });
        return;
      case 'stop':
        current = 0;
    }
  };
}
