import { expect, test } from 'vitest';
import { isolation } from '../core/scenarios/isolation/scenario.ts';
import type { MachineName } from '../worker/machine.ts';
import type { ExportMessage } from '../worker/promela-messages.ts';
import { exportPromela, spinCommands } from './promela.ts';

class QuietWorker {
  asked: MachineName | null = null;
  terminated = false;
  onmessage: ((event: { data: ExportMessage }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  postMessage(machine: MachineName): void {
    this.asked = machine;
  }
  terminate(): void {
    this.terminated = true;
  }
}

function begin() {
  const worker = new QuietWorker();
  const heard: ExportMessage[] = [];
  const edits = new Map([['mm/swap.c', '']]);
  const stop = exportPromela(
    { scenario: isolation, release: 'v12', edits },
    (message) => heard.push(message),
    () => worker as unknown as Worker,
  );
  return { worker, heard, stop };
}

test('what is exported is the release as edited; its worker ends with the answer', () => {
  const { worker, heard } = begin();
  expect(worker.asked).toEqual({ scenario: 'isolation', release: 'v12', edited: [['mm/swap.c', '']] });
  worker.onmessage?.({ data: { kind: 'states', states: 5 } });
  expect(worker.terminated).toBe(false);
  worker.onmessage?.({ data: { kind: 'model', text: 'active proctype' } });
  expect(heard.map(({ kind }) => kind)).toEqual(['states', 'model']);
  expect(worker.terminated).toBe(true);
});

test('an export that is not wanted any more is ended; one whose worker dies is refused', () => {
  const cancelled = begin();
  cancelled.stop();
  expect(cancelled.worker.terminated).toBe(true);
  const dead = begin();
  dead.worker.onerror?.({ message: 'out of memory' });
  expect(dead.heard).toEqual([{ kind: 'refused', why: 'the worker died (out of memory)' }]);
});

test('the commands name the file that was saved', () => {
  expect(spinCommands('mine.pml')).toMatch(/^spin -a .*mine\.pml\ngcc .*-DNOREDUCE/);
});
