import { describe, expect, test } from 'vitest';
import { differences, type Change } from './difference.ts';
import { PlayedRun } from './played.ts';

/** What the last step of a run has changed. */
function changed(run: PlayedRun): readonly Change[] {
  const { program, scenario } = run;
  const { previous, state } = run.at();
  return differences(program, scenario, previous, state, (_, value) => `0x${value.toString(16)}`);
}

/** Without what is kept for the properties. */
function real(run: PlayedRun): string[] {
  return changed(run)
    .filter(({ ghost }) => !ghost)
    .map(({ what, how }) => `${what} ${how}`);
}

describe('a step is told by what it changed', () => {
  test('a page flag, by its name and its page frame', () => {
    const run = new PlayedRun('isolation', 'v5.10').untilLabel(0, 'test_and_set PG_mte_tagged');
    expect(real(run)).toEqual(['PG_mte_tagged of page frame 0x41 set']);
  });

  test('a block of tags, by its granules', () => {
    const run = new PlayedRun('isolation', 'v5.10').until(0, ({ label }) => label.startsWith('stgm'));
    const [only, ...others] = real(run);
    expect(others).toEqual([]);
    expect(only).toMatch(/^Tags of page frame 0x41 00–0a: [\da-f]+ → [\da-f]+, 0c–0f: [\da-f]+ → 6$/);
  });

  test('an entry, by what it was and is', () => {
    const run = new PlayedRun('isolation', 'v5.10').until(0, ({ label }) => label === 'write PTE');
    expect(real(run)).toEqual(['Process A: PTE swap 7 → pfn 0x41']);
  });

  test('a lock, by who takes it and that it is released', () => {
    const run = new PlayedRun('isolation', 'v12').until(0, ({ label }) => label.startsWith('spin_lock'));
    expect(real(run)).toEqual(['tag_sync_lock taken by CPU 0']);
    run.until(0, ({ label }) => label.startsWith('spin_unlock'));
    expect(real(run)).toEqual(['tag_sync_lock released']);
  });

  test('a semaphore, by who writes and how many read', () => {
    const run = new PlayedRun('fork-vm', 'v11').until(1, ({ label }) => label.startsWith('down_write'));
    expect(real(run)).toEqual(['mms[1].mmap_lock taken for writing by CPU 1']);
    const reading = new PlayedRun('fork-vm', 'v11').until(0, ({ label }) => label === 'cmpxchg count');
    expect(real(reading)).toEqual(['mms[0].mmap_lock held by 1 reader']);
  });

  test('the lock of a page frame, by who takes it', () => {
    const run = new PlayedRun('swap-store', 'v6.6').until(0, ({ label }) => label.startsWith('lock_page'));
    expect(real(run)).toEqual(['The lock of page frame 0x42 taken by CPU 0']);
  });

  test('any other word, by its path and as the caller writes values', () => {
    const run = new PlayedRun('shared-mprotect', 'v11').untilLabel(0, 'write vm_flags');
    expect(real(run)).toEqual([expect.stringMatching(/^mms\[0\]\.mmap\[0\]\.vm_flags 0x\w+ → 0x\w+$/)]);
  });

  test('a read changes nothing that is shared', () => {
    const run = new PlayedRun('isolation', 'v5.10').untilLabel(0, 'read PTE');
    expect(changed(run)).toEqual([]);
  });
});

test('what properties remember comes last, and is said to be theirs', () => {
  const run = new PlayedRun('isolation', 'v5.10').until(0, ({ label }) => label.startsWith('stgm'));
  const ghosts = changed(run).map(({ ghost }) => ghost);
  expect(ghosts).toContain(true);
  expect(ghosts).toEqual(ghosts.toSorted((a, b) => Number(a) - Number(b)));
});
