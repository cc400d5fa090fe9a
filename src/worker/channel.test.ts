import { describe, expect, test } from 'vitest';
import type { Job, Page } from './channel.ts';
import { lineTo } from './line.ts';
import type { MachineName } from './machine.ts';
import { quietWorkers, WorkerHere } from './workers.test-data.ts';

const NAME: MachineName = { scenario: 'isolation', release: 'v5.10' };

/** A line to workers that do a job here, what is heard over it, and all the workers there were. */
function open(start: Job<'promela'>['start'], load?: () => Promise<Job<'promela'>>) {
  const heard: string[] = [];
  const workers: WorkerHere<'promela'>[] = [];
  const line = lineTo(
    'promela',
    {
      progress: (states) => heard.push(`${states} states`),
      result: (model) => heard.push('text' in model ? model.text : model.refused),
      failed: (why, how) => heard.push(`${how}: ${why}`),
    },
    () => {
      const worker = new WorkerHere(load ?? (() => Promise.resolve({ start })));
      workers.push(worker);
      return worker as unknown as Worker;
    },
  );
  return { line, heard, workers };
}

/** Until all that is under way has been heard. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A job that a test ends by hand. */
function byHand() {
  const begun: { readonly page: Page<'promela'>; readonly end: (text: string) => void }[] = [];
  const start: Job<'promela'>['start'] = (_, page) =>
    new Promise((resolve) => {
      begun.push({
        page,
        end: (text) => {
          resolve({ text });
        },
      });
    });
  return { begun, start };
}

describe('a job', () => {
  test('reports, and comes to a result', async () => {
    const { line, heard } = open((_, page) => {
      page.report(5);
      page.report(9);
      return { text: 'a model' };
    });
    line.start(NAME);
    await settled();
    expect(heard).toEqual(['5 states', '9 states', 'a model']);
  });

  test('that is started anew is heard of the new start alone, and knows it', async () => {
    const { begun, start } = byHand();
    const { line, heard, workers } = open(start);
    line.start(NAME);
    await settled();
    line.start(NAME);
    await settled();
    expect(begun.map(({ page }) => page.isWaiting())).toEqual([false, true]);
    begun.forEach(({ page, end }, i) => {
      page.report(i);
      end(`model ${i}`);
    });
    await settled();
    expect(heard).toEqual(['1 states', 'model 1']);
    expect(workers).toHaveLength(1);
  });

  test('that is started anew while its code is still being loaded is done once', async () => {
    const { begun, start } = byHand();
    const { line } = open(start);
    line.start(NAME);
    line.start(NAME);
    await settled();
    expect(begun).toHaveLength(1);
  });

  test('that is stopped is not heard any more, and its worker is there for the next start', async () => {
    const { begun, start } = byHand();
    const { line, heard, workers } = open(start);
    line.start(NAME);
    await settled();
    begun[0]?.page.report(3);
    line.stop();
    await settled();
    expect(begun[0]?.page.isWaiting()).toBe(false);
    begun[0]?.end('late');
    line.start(NAME);
    await settled();
    begun[1]?.end('a model');
    await settled();
    expect(heard).toEqual(['a model']);
    expect(workers).toHaveLength(1);
  });

  test('is told what was said while its code was still being loaded, in order and behind its start', async () => {
    const order: string[] = [];
    const worker = new WorkerHere<'explore'>(async () => {
      await settled();
      return {
        start: () => {
          order.push('start');
          return null;
        },
        tell: (word) => {
          order.push(word);
        },
      };
    });
    const line = lineTo('explore', { failed: (why) => order.push(why) }, () => worker as unknown as Worker);
    line.start({ kind: 'explore', tasks: [], states: 1, bytes: 1 });
    line.tell('pause');
    line.tell('go on');
    await settled();
    await settled();
    expect(order).toEqual(['start', 'pause', 'go on']);
  });
});

describe('what goes wrong', () => {
  test.each([
    ['throws', () => Promise.resolve({ start: fails })],
    ['cannot be loaded', () => Promise.reject<Job<'promela'>>(new Error('out of reach'))],
  ])('in a job that %s is heard, and its worker ended; the next start has another', async (_, load) => {
    const { line, heard, workers } = open(fails, load);
    line.start(NAME);
    await settled();
    expect(heard).toEqual(['threw: out of reach']);
    line.start(NAME);
    await settled();
    expect(heard).toHaveLength(2);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, true]);
  });

  test('where a worker dies is heard once, and nothing of it afterwards', () => {
    const { workers, open: make, worker } = quietWorkers<'promela'>();
    const heard: string[] = [];
    const line = lineTo(
      'promela',
      { progress: String, failed: (why, how) => heard.push(`${how}: ${why}`) },
      make,
    );
    line.start(NAME);
    const first = worker();
    first.die('');
    first.die('again');
    first.fail('late');
    expect(heard).toEqual(['died: ']);
    line.start(NAME);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  test('is nothing where a worker was ended', () => {
    const { open: make, worker } = quietWorkers<'promela'>();
    const heard: string[] = [];
    const line = lineTo('promela', { failed: (why) => heard.push(why) }, make);
    line.tell('unheard' as never);
    line.start(NAME);
    const first = worker();
    line.end();
    first.die('late');
    expect(first.isEnded).toBe(true);
    expect(heard).toEqual([]);
  });
});

function fails(): never {
  throw new Error('out of reach');
}
