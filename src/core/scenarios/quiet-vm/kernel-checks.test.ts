import { describe, expect, test } from 'vitest';
import { kernelSources } from '../../kernel/sources.ts';
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

const tried = RELEASES.map((release) => [release, checksOf(release)] as const).filter(
  ([, checks]) => checks.length > 0,
);

describe.each(tried)('%s without the check that', (release, checks) => {
  test.each(checks)('$name, its call has another outcome', ({ remove, call, decides }) => {
    const before = makeCall(machineOf(quietVm, release), call);
    const after = makeCall(machineOf(quietVm, release, { edited: without(release, remove) }), call);
    if (decides === 'answer') expect(after.ret).not.toBe(before.ret);
    else expect(after.pages()).not.toEqual(before.pages());
  });

  const double = checks.filter(({ remove }) => remove.length > 1);
  if (double.length === 0) return;
  test('has two parts, one of them still refuses without the other', () => {
    for (const { remove, call } of double) {
      const before = makeCall(machineOf(quietVm, release), call);
      for (const one of remove)
        expect(makeCall(machineOf(quietVm, release, { edited: without(release, [one]) }), call).ret).toBe(
          before.ret,
        );
    }
  });
});
