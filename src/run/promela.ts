/** A model for Spin of what the page stands on, made in a worker that lives as long as that takes. */
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { MachineName } from '../worker/machine.ts';
import type { ExportMessage } from '../worker/promela-messages.ts';
import { nameOf } from '../worker/scenario-name.ts';
import type { Edits } from './systems.ts';

/** How to check a model that is saved under that name: without its own reduction Spin finds our states; its integers are C's. */
export function spinCommands(name: string): string {
  const gcc = 'gcc -fwrapv -DNOREDUCE -DSAFETY -DVECTORSZ=16000 -o pan pan.c';
  return [`spin -a -o2 ${name}`, gcc, './pan -c0 -e'].join('\n');
}

/** Starts the export and reports on it; what is given back ends it. */
export function exportPromela(
  {
    scenario,
    release,
    edits,
  }: { readonly scenario: Scenario; readonly release: string; readonly edits: Edits },
  hear: (message: ExportMessage) => void,
  start: () => Worker = startWorker,
): () => void {
  const worker = start();
  const stop = (): void => {
    worker.terminate();
  };
  worker.onmessage = ({ data }: MessageEvent<ExportMessage>) => {
    if (data.kind !== 'states') stop();
    hear(data);
  };
  worker.onerror = ({ message }) => {
    stop();
    hear({ kind: 'refused', why: `the worker died${message === '' ? '' : ` (${message})`}` });
  };
  const machine: MachineName = { ...nameOf(scenario), release, edited: [...edits] };
  worker.postMessage(machine);
  return stop;
}

function startWorker(): Worker {
  return new Worker(new URL('../worker/promela.worker.ts', import.meta.url), { type: 'module' });
}
