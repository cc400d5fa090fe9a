/** The page's end of the channel to a worker. The worker is made at the first start, and again at the next once it has ended. */
import type { FromWorker, ToWorker } from './channel.ts';
import type { JobName, Jobs } from './jobs.ts';

/** Who waits for a job. Of a start that was stopped, or that another took the place of, nothing is heard. */
export interface Listener<N extends JobName> {
  readonly progress?: (progress: Jobs[N]['progress']) => void;
  readonly result?: (result: Jobs[N]['result']) => void;
  /** The job threw, or its worker could not be loaded or died; `why` may be empty. Either way the worker has been ended. */
  readonly failed: (why: string, how: 'threw' | 'died') => void;
}

export interface Line<N extends JobName> {
  readonly start: (input: Jobs[N]['input']) => void;
  /** Tells the job something, if there is a worker. */
  readonly tell: (word: Jobs[N]['told']) => void;
  /** What was started is not wanted any more; what the worker knows stays for the next start. */
  readonly stop: () => void;
  /** Ends the worker, whatever it does just now. */
  readonly end: () => void;
}

/** A line to a worker that does that job. `open` makes the worker. */
export function lineTo<N extends JobName>(
  job: N,
  listener: Listener<N>,
  open: () => Worker = openWorker,
): Line<N> {
  let worker: Worker | null = null;
  let id = 0;
  let waiting = false;
  const send = (message: ToWorker<N>): void => worker?.postMessage(message);
  const end = (): void => {
    worker?.terminate();
    worker = null;
    waiting = false;
  };
  const hear = (message: FromWorker<N>): void => {
    if (message.kind === 'progress') listener.progress?.(message.progress);
    else if (message.kind === 'result') {
      waiting = false;
      listener.result?.(message.result);
    } else {
      end();
      listener.failed(message.message, 'threw');
    }
  };
  const opened = (): Worker => {
    const fresh = open();
    fresh.onmessage = ({ data }: MessageEvent<FromWorker<N>>) => {
      if (worker === fresh && waiting && data.id === id) hear(data);
    };
    fresh.onerror = ({ message }) => {
      if (worker !== fresh) return;
      end();
      listener.failed(message, 'died');
    };
    return fresh;
  };
  return {
    start(input) {
      worker ??= opened();
      waiting = true;
      send({ kind: 'start', id: ++id, job, input });
    },
    tell(word) {
      send({ kind: 'tell', word });
    },
    stop() {
      if (waiting) send({ kind: 'stop' });
      waiting = false;
    },
    end,
  };
}

/** One entry for all jobs: their code is loaded from there, and what several need once. */
function openWorker(): Worker {
  return new Worker(new URL('./entry.worker.ts', import.meta.url), { type: 'module' });
}
