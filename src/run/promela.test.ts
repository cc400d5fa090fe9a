import { expect, test } from 'vitest';
import { isolation } from '../core/scenarios/isolation/scenario.ts';
import { quietWorkers } from '../worker/workers.test-data.ts';
import { exportPromela, spinCommands, type ExportMessage } from './promela.ts';

function begin() {
  const { open, worker } = quietWorkers<'promela'>();
  const heard: ExportMessage[] = [];
  const edits = new Map([['mm/swap.c', '']]);
  const stop = exportPromela(
    { scenario: isolation, release: 'v12', edits },
    (message) => heard.push(message),
    open,
  );
  return { worker: worker(), heard, stop };
}

test('what is exported is the release as edited; its worker ends with the answer', () => {
  const { worker, heard } = begin();
  expect(worker.inputs).toEqual([{ scenario: 'isolation', release: 'v12', edited: [['mm/swap.c', '']] }]);
  worker.report(5);
  expect(worker.isEnded).toBe(false);
  worker.comeTo({ text: 'active proctype' });
  expect(heard.map(({ kind }) => kind)).toEqual(['states', 'model']);
  expect(worker.isEnded).toBe(true);
});

test('an export that is not wanted any more is ended; one whose worker dies is refused', () => {
  const cancelled = begin();
  cancelled.stop();
  expect(cancelled.worker.isEnded).toBe(true);
  const dead = begin();
  dead.worker.die('out of memory');
  expect(dead.heard).toEqual([{ kind: 'refused', why: 'the worker died (out of memory)' }]);
});

test('the commands name the file that was saved', () => {
  expect(spinCommands('mine.pml')).toMatch(/^spin -a .*mine\.pml\ngcc .*-DNOREDUCE/);
});
