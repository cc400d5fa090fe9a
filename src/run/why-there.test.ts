import { describe, expect, test } from 'vitest';
import { machineOf } from '../core/scenarios/machine.test-data.ts';
import { runOf } from './any-run.test-data.ts';
import { createRunStore } from './store.ts';
import type { Trace } from '../core/trace/trace.ts';
import { whyThere } from './why-there.ts';

/** The sentence for a step, from 1, with the steps it names in brackets. */
function why(trace: Trace, step: number): string {
  const parts = whyThere(trace, step - 1) ?? [];
  return parts.map((part) => (typeof part === 'string' ? part : `[step ${part.step}]`)).join('');
}

describe('two CPUs map one page', () => {
  const v510 = runOf(machineOf('isolation', 'v5.10'), '0 1*4 0*21 1*4');
  const v11 = runOf(machineOf('isolation', 'v11'), '0*2 1*22 0*21 1*4');
  const v12 = runOf(machineOf('isolation', 'v12'), '0*7 1*2 0*19 1*7');

  test('on v5.10 the second skips the work since the first has set the flag already', () => {
    expect(why(v510, 1)).toBe('Comes first.');
    expect(why(v510, 2)).toBe(
      'Could not have come before [step 1]: there CPU 0 set `PG_mte_tagged` of page frame 0x41, which this step reads.',
    );
    expect(why(v510, 3)).toBe(
      'Comes right after CPU 1’s own [step 2]. Before that, [step 2] had to come after [step 1]: there CPU 0 set `PG_mte_tagged` of page frame 0x41, which it reads.',
    );
    expect(why(v510, 6)).toBe(
      'Could have come up to 4 steps earlier, right after CPU 0’s own [step 1]. So far CPU 0 has needed no step of another.',
    );
  });

  test('on v11 the store that is lost is the step without which the last would not break', () => {
    expect(why(v11, 3)).toBe(
      'Could have come up to 2 steps earlier, as the first: no step before it touches what it touches.',
    );
    expect(why(v11, 25)).toBe(
      'Could have come up to 19 steps earlier, but not before [step 5]: there CPU 1 wrote the tags of granules 0x0 to 0xf of page frame 0x41, which this step overwrites, though the other way round both would come to the same.',
    );
    expect(why(v11, 33)).toBe(
      'Comes right after CPU 0’s own [step 32], and not before [step 24]: there CPU 1 wrote the tag of granule 0x8e of page frame 0x41, which this step overwrites.',
    );
    expect(why(v11, 21)).toBe(
      'Comes right after CPU 1’s own [step 20], and not before [step 1]: there CPU 0 read `PG_mte_tagged` of page frame 0x41, which this step sets.',
    );
  });

  test('on v12 the second has to wait for the lock', () => {
    expect(why(v12, 29)).toBe(
      'Could have come up to 4 steps earlier, but had to wait for [step 24]: before it, CPU 1 waits for `tag_sync_lock`, held by CPU 0.',
    );
    expect(why(v12, 30)).toBe(
      'Comes right after CPU 1’s own [step 29]. Before that, [step 29] had to come after [step 24]: there CPU 0 released `tag_sync_lock`, which it takes.',
    );
  });

  test('there is nothing to say of steps that were not taken', () => {
    expect(whyThere(v12, -1)).toBeNull();
    expect(whyThere(v12, v12.length)).toBeNull();
  });
});

test('a system call stays where the visitor made it, and its server after it', () => {
  const store = createRunStore('quiet-vm', 'v6.4');
  const { actions } = store.getState();
  actions.call(29n, [3n, 0n, 0n], []);
  actions.step(store.getState().snapshot.threads.findIndex(({ status }) => status.kind === 'ready'));
  const { whyThere: ask } = store.getState();
  expect(ask(1)).toEqual(['Comes first.']);
  const server = store.getState().snapshot.steps.length;
  expect(ask(server)?.[1]).toEqual({ step: server - 1 });
  expect(ask(server)?.[0]).toMatch(/^Had to wait for |^Could not have come before /);
});
