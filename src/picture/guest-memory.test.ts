import { describe, expect, test } from 'vitest';
import { guestMemory, lastAccess } from './guest-memory.ts';
import { PlayedRun } from './played.ts';

describe('memory as the guest of hello-tags sees it on v6.6', () => {
  const run = new PlayedRun('hello-tags', 'v6.6');
  const start = run.at();
  const touched = run.untilLabel(0, 'A64 str w2, [x0]').at();

  test('granules have their tags, the one that was touched is marked', () => {
    const memory = guestMemory(touched, run.stateAt, 0x42008n, 2);
    expect(memory).toMatchObject({ address: 0x42000n, ipa: 0x42000n, missing: null });
    expect(memory?.lines.map(({ bytes, touched: mark }) => [bytes[0], mark])).toEqual([
      [42, true],
      [0, false],
    ]);
    expect(memory?.lines[0]?.tag).not.toBe(0);
    expect(memory?.lines[1]?.tag).toBe(0);
  });

  test('a pointer’s tag is no part of where it leads', () => {
    expect(guestMemory(touched, run.stateAt, 0x0700_0000_0004_2000n, 1)?.address).toBe(0x42000n);
  });

  test('before the guest has turned on its MMU no memory holds tags', () => {
    const run = new PlayedRun('hello-tags', 'v6.6').untilLabel(0, 'A64 msr mair_el1, x0');
    expect(guestMemory(run.at(), run.stateAt, 0x40000n, 1)?.lines[0]?.tag).toBeNull();
  });

  test('a page that stage 2 does not map yet is said to be missing', () => {
    expect(guestMemory(start, run.stateAt, 0x42000n, 4)).toMatchObject({
      lines: [],
      frame: null,
      missing: 'At 0x42000 the guest means 0x42000 of its physical memory, which stage 2 does not map yet.',
    });
  });

  test('the same where the guest’s own tables end, after the lines that there are', () => {
    const memory = guestMemory(touched, run.stateAt, 0x42ff0n, 4);
    expect(memory?.lines).toHaveLength(1);
    expect(memory?.missing).toContain('0x43000');
    expect(guestMemory(touched, run.stateAt, 0x4000_0000n, 1)?.missing).toMatch(
      /own tables map nothing: translation fault/,
    );
  });
});

test('a virtual address of EL0 that is not the IPA', () => {
  const run = new PlayedRun('el0-fault', 'v6.13').untilLabel(0, 'A64 str w2, [x1]');
  expect(guestMemory(run.at(), run.stateAt, 0x242000n, 1)).toMatchObject({
    ipa: 0x42000n,
    lines: [{ touched: true }],
  });
});

test('the last access is the last load or store at or before a moment', () => {
  const run = new PlayedRun('hello-tags', 'v6.6').untilLabel(0, 'A64 ldr w5, [x4]');
  const at = run.steps.length;
  run.step(0);
  expect(lastAccess({ steps: run.steps, cursor: at + 1 })).toBe(at);
  expect(run.steps[(lastAccess({ steps: run.steps, cursor: at - 1 }) ?? 0) - 1]?.label).toBe(
    'A64 ldr w3, [x0]',
  );
  expect(lastAccess({ steps: run.steps, cursor: 0 })).toBeNull();
});
