import { describe, expect, test } from 'vitest';
import { kernelSources } from '../../kernel/sources.ts';
import { KERNEL_CHECKS, type KernelCheck } from './kernel-checks.test-data.ts';
import { machineOf, makeCall, MODELLED } from './vmm-calls.test-data.ts';
import type { Release } from './vmm-memory.test-data.ts';

const machines = new Map<Release, ReturnType<typeof machineOf>>();
function machine(release: Release): ReturnType<typeof machineOf> {
  const found = machines.get(release) ?? machineOf(release);
  machines.set(release, found);
  return found;
}

/** The kernel's texts without some text, by path; fails unless each stands in exactly one place. */
function without(release: Release, remove: KernelCheck['remove']): Map<string, string> {
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

describe.each(MODELLED)('%s without the check that', { timeout: 30_000 }, (release) => {
  test.each(KERNEL_CHECKS.filter(({ releases }) => releases.includes(release)))(
    '$name, its call has another outcome',
    ({ remove, call, decides }) => {
      const before = makeCall(machine(release), call);
      const after = makeCall(machineOf(release, without(release, remove)), call);
      if (decides === 'answer') expect(after.ret).not.toBe(before.ret);
      else expect(after.pages()).not.toEqual(before.pages());
    },
  );

  test.each(KERNEL_CHECKS.filter((check) => check.releases.includes(release) && check.remove.length > 1))(
    '$name, and its parts each catch what the other misses',
    ({ remove, call }) => {
      const before = makeCall(machine(release), call);
      for (const one of remove)
        expect(makeCall(machineOf(release, without(release, [one])), call).ret).toBe(before.ret);
    },
  );
});
