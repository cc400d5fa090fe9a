/** Stand where a worker does, without a thread: for tests of those who have a line to one. */
import { serve, type FromWorker, type Job, type ToWorker } from './channel.ts';
import type { JobName, Jobs } from './jobs.ts';

type Heard<N extends JobName> = ((event: { data: FromWorker<N> }) => void) | null;

/** Remembers what it was sent, and answers as it is told to: of its last start, where nothing else is meant. */
export class QuietWorker<N extends JobName> {
  readonly heard: ToWorker<N>[] = [];
  isEnded = false;
  onmessage: Heard<N> = null;
  onerror: ((event: { message: string }) => void) | null = null;

  postMessage(message: ToWorker<N>): void {
    this.heard.push(structuredClone(message));
  }
  terminate(): void {
    this.isEnded = true;
  }

  /** What it was started with, the last behind. */
  get inputs(): Jobs[N]['input'][] {
    return this.starts.map(({ input }) => input);
  }
  report(progress: Jobs[N]['progress'], id = this.last): void {
    this.onmessage?.({ data: structuredClone({ kind: 'progress', id, progress }) });
  }
  comeTo(result: Jobs[N]['result']): void {
    this.onmessage?.({ data: structuredClone({ kind: 'result', id: this.last, result }) });
  }
  fail(message: string): void {
    this.onmessage?.({ data: { kind: 'failure', id: this.last, message } });
  }
  die(message: string): void {
    this.onerror?.({ message });
  }

  private get starts() {
    return this.heard.filter((message) => message.kind === 'start');
  }
  private get last(): number {
    return this.starts.at(-1)?.id ?? 0;
  }
}

/** Workers that are made as they are needed. */
export function quietWorkers<N extends JobName>() {
  const workers: QuietWorker<N>[] = [];
  const open = (): Worker => {
    const worker = new QuietWorker<N>();
    workers.push(worker);
    return worker as unknown as Worker;
  };
  return { workers, open, worker: () => workers.at(-1) ?? new QuietWorker<N>() };
}

/** Does a job as the entry of a worker does. `later` puts off what it sends. */
export class WorkerHere<N extends JobName> {
  isEnded = false;
  onmessage: Heard<N> = null;
  onerror: ((event: { message: string }) => void) | null = null;
  private readonly hear: (message: ToWorker) => void;

  constructor(load: () => Promise<Job<N>>, later: (send: () => void) => void = queueMicrotask) {
    const send = (message: FromWorker): void => {
      const data = structuredClone(message) as FromWorker<N>;
      later(() => {
        if (!this.isEnded) this.onmessage?.({ data });
      });
    };
    this.hear = serve(send, load as unknown as Parameters<typeof serve>[1]);
  }
  postMessage(message: ToWorker): void {
    this.hear(structuredClone(message));
  }
  terminate(): void {
    this.isEnded = true;
  }
}
