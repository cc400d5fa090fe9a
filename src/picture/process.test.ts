import { describe, expect, test } from 'vitest';
import { PlayedRun } from './played.ts';
import { processesOf } from './process.ts';
import { programsOf } from './program.ts';

const text = (parts: readonly { readonly name: string; readonly value: string }[] = []): string =>
  parts.map(({ name, value }) => [name, value].filter((one) => one !== '').join(' ')).join(', ');

const processes = (run: PlayedRun) => processesOf(run.at(), (step) => run.states[step] ?? run.at().state);

describe('a debugger beside its tracee, v5.10', () => {
  const run = new PlayedRun('ptrace-peek', 'v5.10');

  test('each process by its number; the tracee says who traces it, the debugger does not', () => {
    const seen = processes(run).map(({ pid, names, facts }) => [
      Number(pid),
      names.join(),
      facts.map(({ name, parts }) => `${name}: ${text(parts)}`).join(),
    ]);
    expect(seen).toEqual([
      [1000, 'Process A', ''],
      [1001, 'Process B', 'traced by: process 1002, its debugger'],
      [1002, 'Debugger', ''],
    ]);
  });

  test('mappings by their flags, and where the tracee had tags from the start', () => {
    const [a, b, c] = processes(run).map(({ vmas: [vma] }) => ({
      range: vma?.range,
      flags: text(vma?.fields.find(({ name }) => name === 'flags')?.parts),
      memory: text(vma?.fields.find(({ name }) => name === 'memory')?.parts),
      tags: vma?.tags,
    }));
    const range = '0x7f20_0000 – 0x7f20_0fff';
    const shared = 'VM_READ, VM_WRITE, VM_SHARED';
    expect(a).toEqual({ range, flags: `${shared}, VM_MTE_ALLOWED`, memory: 'tmpfs file 1', tags: null });
    expect(b).toEqual({
      range,
      flags: `${shared}, VM_MTE, VM_MTE_ALLOWED`,
      memory: 'tmpfs file 1',
      tags: { deed: null },
    });
    expect([c?.memory, c?.tags]).toEqual(['anonymous, without a file', null]);
  });

  test('a mapping and a page that get tags say since which step, also when they are written again', () => {
    const mtes = () => processes(run)[0];
    run.until(0, () => mtes()?.vmas[0]?.tags !== null);
    const flagged = run.steps.length;
    expect(mtes()?.vmas[0]?.tags?.deed).toMatchObject({ step: flagged, thread: 0 });
    expect(mtes()?.pages[0]?.tags).toBeNull();
    run.until(0, () => (mtes()?.pages[0]?.tags ?? null) !== null);
    const tagged = run.steps.length;
    expect(tagged).toBeGreaterThan(flagged);
    // The first store marks the page dirty: another write of the same entry.
    run.until(0, ({ label }) => label.startsWith('STG'));
    expect(mtes()?.pages[0]?.tags?.deed).toMatchObject({ step: tagged, thread: 0 });
  });
});

describe('two programs with a mistake, v6.13', () => {
  const run = new PlayedRun('tagged-process', 'v6.13');
  const fact = (thread: number, name: string) =>
    text(programsOf(run.at())[thread]?.facts.find((one) => one.name === name)?.parts);

  test('behind execve tags are not checked, and IRG has nothing to choose from', () => {
    expect(fact(0, 'tag checks')).toBe('none, IRG may choose none');
    expect(fact(0, 'tagged_addr')).toBe('no');
    expect(programsOf(run.at())[0]?.facts).toHaveLength(2);
  });

  test('what prctl was given, a failed check, and the signal', () => {
    run.until(0, ({ label }) => label === 'write sig');
    expect(fact(0, 'tag checks')).toBe('synchronous, IRG may choose 1–15');
    expect(fact(0, 'signal')).toBe('SIGSEGV, si_code SEGV_MTESERR, si_addr 0x7f20_0000');
    run.until(1, ({ label }) => label.includes('tag check failed'));
    run.step(1);
    expect(fact(1, 'TFSRE0_EL1')).toBe('TF0 1, TF1 0');
    run.until(1, ({ label }) => label === 'write mte_async_fault');
    expect(fact(1, 'signal to come')).toBe('SEGV_MTEAERR');
    run.until(1, ({ label }) => label === 'write sig');
    expect(fact(1, 'tag checks')).toBe('asynchronous, IRG may choose 1–15');
    expect(fact(1, 'signal')).toBe('SIGSEGV, si_code SEGV_MTEAERR, si_addr 0x0');
  });
});

test('a scenario that is about something else has programs that are checked from the start', () => {
  const [cpu] = programsOf(new PlayedRun('isolation', 'v5.10').at());
  expect(text(cpu?.facts[0]?.parts)).toBe('synchronous, as if asked for');
});
