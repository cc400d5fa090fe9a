import { expect, test } from 'vitest';
import { kernelSources } from '../../kernel/sources.ts';
import { oneIn, tried } from '../../tried.test-data.ts';
import { machineOf } from '../machine.test-data.ts';
import { KERNEL_CHECKS, type KernelCheck } from './kernel-checks.test-data.ts';
import { quietVm } from './scenario.ts';
import { makeCall } from './vmm-calls.test-data.ts';
import { RELEASES } from './vmm-memory.test-data.ts';

/** The kernel's texts without some text, by path; fails unless each stands in exactly one place. */
function without(release: string, remove: KernelCheck['remove']): Map<string, string> {
  const edited = new Map<string, string>();
  for (const { text, leave = '' } of remove) {
    const pattern = new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'), 'g');
    const holding = kernelSources(release).flatMap(({ path, text: whole }) =>
      [...(edited.get(path) ?? whole).matchAll(pattern)].map(() => path),
    );
    expect(holding, `places of \`${text}\``).toHaveLength(1);
    const [path = ''] = holding;
    const whole = edited.get(path) ?? kernelSources(release).find((file) => file.path === path)?.text ?? '';
    edited.set(
      path,
      whole.replace(pattern, () => leave),
    );
  }
  return edited;
}

/** The releases on which every check is tried; on the others, what they do not take over from their base as it is. */
const ALL_TRIED: readonly string[] = ['v5.10', 'v11', 'v12', 'v6.4'];

function checksOf(release: string): KernelCheck[] {
  const own = new Set(
    kernelSources(release)
      .filter(({ origin }) => origin === release)
      .map(({ path }) => path),
  );
  return KERNEL_CHECKS.filter(
    ({ releases, remove }) =>
      releases.includes(release) &&
      (ALL_TRIED.includes(release) || [...without(release, remove).keys()].some((path) => own.has(path))),
  );
}

const cases = tried(
  RELEASES.flatMap((release) => checksOf(release).map((check) => ({ release, ...check }))),
  oneIn(2),
);

test.each(cases)(
  '$release without the check that $name: its call has another outcome',
  ({ release, remove, call, decides }) => {
    const before = makeCall(machineOf(quietVm, release), call);
    const after = makeCall(machineOf(quietVm, release, { edited: without(release, remove) }), call);
    if (decides === 'answer') expect(after.ret).not.toBe(before.ret);
    else expect(after.pages()).not.toEqual(before.pages());
  },
);

test.each(cases.filter(({ remove }) => remove.length > 1))(
  '$release: of the two parts of $name, one still refuses without the other',
  ({ release, remove, call }) => {
    const before = makeCall(machineOf(quietVm, release), call);
    for (const one of remove) {
      const system = machineOf(quietVm, release, { edited: without(release, [one]) });
      expect(makeCall(system, call).ret).toBe(before.ret);
    }
  },
);
