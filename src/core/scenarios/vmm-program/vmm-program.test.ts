/** What each call of the program is answered, by release; written by hand from FACTS 3 and 4. */
import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { tagAt, type State } from '../../machine/state.ts';
import { sourcesOf } from '../assemble.ts';
import { machineOf } from '../machine.test-data.ts';
import { initialState, mailboxAt, takeStep } from '../../step/step.ts';
import { statusOf } from '../../step/status.ts';
import type { System } from '../../step/system.ts';
import { read64 } from '../../step/wide.ts';
import { copiedPage, EINVAL } from '../vmm.test-data.ts';
import { vmmProgram } from './scenario.ts';

const [FD_KVM, FD_VM, FD_VCPU] = [3n, 4n, 5n];

/** The answers of all calls in their order, the state at the end, and what broke. */
function played(system: System): { answers: bigint[]; state: State; broke: number[] } {
  let state = initialState(system);
  const answers: bigint[] = [];
  const broke: number[] = [];
  const box = mailboxAt(system.program, 0);
  if (box === null) throw new Error('nobody serves calls');
  for (let thread = 0; statusOf(system, state, 0).kind !== 'ended';) {
    const taken = takeStep(system, state, { kind: 'step', thread });
    if ('refused' in taken) {
      if (thread === 1) answers.push(read64(state.words, box.ret, true));
      thread = 1 - thread;
      continue;
    }
    broke.push(...taken.record.broke);
    ({ state } = taken);
  }
  return { answers, state, broke };
}

/** Of open, check, VM, enable, memory, vCPU, init, run, out, in, run. */
function expected(release: string): bigint[] {
  const knows = featuresOf(release).mteCapability !== null;
  const copied = copiedPage(release);
  return [FD_KVM, knows ? 1n : 0n, FD_VM, knows ? 0n : EINVAL, 0n, FD_VCPU, 0n, 0n, copied, copied, 0n];
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  test('every call is answered as this kernel does', () => {
    const { answers, broke } = played(machineOf(vmmProgram, release));
    expect(answers).toEqual(expected(release));
    expect(broke).toEqual([]);
  });

  test('the tag that the program put into the buffer is the guest’s, beside its own', () => {
    const system = machineOf(vmmProgram, release);
    const { state } = played(system);
    const copies = featuresOf(release).copyTags !== null;
    const tags = state.pages[(system.program.globals.get('frame_tags')?.address ?? NaN) + 1];
    if (tags === undefined || !copies) return;
    expect([tagAt(tags, 0x60), tagAt(tags, 0x61), tagAt(tags, 0x62)]).toEqual([9, 5, 0]);
  });
});

test('MTE enabled behind the vCPU is refused, and then there is nothing to copy', () => {
  const program = sourcesOf(vmmProgram, 'v6.6').find(({ path }) => path.endsWith('/program.c'));
  if (program === undefined) throw new Error('no program');
  const { path, text } = program;
  const enable =
    /\n\t\/\* Before the first vCPU\. \*\/[\s\S]*?KVM_ENABLE_CAP, ARGUMENT\);\n/.exec(text)?.[0] ?? '';
  const late = text.replace(enable, '').replace('\n\t/* The guest tags', `${enable}\n\t/* The guest tags`);
  const { answers } = played(machineOf(vmmProgram, 'v6.6', { edited: new Map([[path, late]]) }));
  expect(answers).toEqual([FD_KVM, 1n, FD_VM, 0n, FD_VCPU, 0n, EINVAL, 0n, EINVAL, EINVAL, 0n]);
});
