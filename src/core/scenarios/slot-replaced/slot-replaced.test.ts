import { describe, expect, test } from 'vitest';
import { inherited } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { statusOf } from '../../step/status.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { read64 } from '../../step/wide.ts';
import { machineOf } from '../machine.test-data.ts';
import { slotReplaced } from './scenario.ts';

const EFAULT = -14n;
/** What KVM_RUN answers on the persistent memory that is mapped now. */
const AFTER = { 'v5.10': 0n, v11: EFAULT, 'v5.14': EFAULT };

/** What KVM_RUN answers when the threads have run one after the other. */
function answer(release: string, order: readonly number[]): bigint {
  const system = machineOf(slotReplaced, release);
  let state = initialState(system);
  for (const thread of order) {
    while (statusOf(system, state, thread).kind === 'ready') {
      const taken = takeStep(system, state, { kind: 'step', thread });
      if ('refused' in taken) throw new Error(taken.refused);
      ({ state } = taken);
    }
  }
  return read64(state.words, system.program.globals.get('run_answer')?.address ?? NaN, true);
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  test('the guest runs on before the VMM maps something else', () => {
    expect(answer(release, [0, 1])).toBe(0n);
  });

  test('after that KVM looks again', () => {
    expect(answer(release, [1, 0])).toBe(inherited(AFTER, release)?.value);
  });
});
