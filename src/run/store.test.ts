import { describe, expect, test } from 'vitest';
import { runsOn } from '../core/scenarios/offered-runs.ts';
import { createRunStore, type RunStore } from './store.ts';

function open(
  scenario = 'isolation',
  release = 'v11',
): { now: () => RunStore['snapshot']; act: RunStore['actions'] } {
  const store = createRunStore(scenario, release);
  return { now: () => store.getState().snapshot, act: store.getState().actions };
}

function step(act: RunStore['actions'], threads: string): void {
  for (const thread of threads) act.step(Number(thread));
}

describe('stepping', () => {
  test('back to the start gives the digest of the start, and forward again that of the end', () => {
    const { now, act } = open();
    const start = now().digest;
    step(act, '0011010');
    const end = now().digest;
    act.seek(0);
    expect(now().digest).toBe(start);
    act.seek(7);
    expect(now().digest).toBe(end);
  });

  test('taking the step that was recorded goes on in the same branch', () => {
    const { now, act } = open();
    step(act, '0011');
    act.seek(1);
    step(act, '0');
    expect(now()).toMatchObject({ cursor: 2, kept: null });
    expect(now().steps).toHaveLength(4);
  });

  test('taking another step starts a new branch and keeps the old one until it is returned to', () => {
    const { now, act } = open();
    step(act, '0011');
    const old = now().digest;
    act.seek(1);
    step(act, '1');
    expect(now()).toMatchObject({ cursor: 2, kept: { steps: 4, divergesAt: 1 } });
    act.returnToKept();
    act.seek(4);
    expect(now()).toMatchObject({ digest: old, kept: null });
  });

  test('a thread that is blocked stays where it is, and the note says why', () => {
    const { now, act } = open('isolation', 'v12');
    step(act, '0000000' + '11' + '1');
    expect(now().cursor).toBe(9);
    expect(now().note).toBe('CPU 1 waits for `tag_sync_lock`, held by CPU 0.');
    expect(now().threads[1]?.status).toMatchObject({ kind: 'blocked', waitsFor: 0 });
  });

  test('a long run replays from its kept states to the same digests', () => {
    const { now, act } = open('quiet-vm', 'v6.4');
    const { scenario } = now();
    const digests: string[] = [now().digest];
    act.call(29n, [4n, 0x8030aeb4n, BigInt(scenario.vmm?.structAddress ?? 0)], []);
    digests.push(now().digest);
    while (now().threads[0]?.status.kind === 'ready') {
      act.step(0);
      digests.push(now().digest);
    }
    for (const at of [0, 1, digests.length - 1, digests.length >> 1]) {
      act.seek(at);
      expect(now().digest).toBe(digests[at]);
    }
  });
});

describe('going on by more than a step', () => {
  test('until it blocks', () => {
    const { now, act } = open('isolation', 'v12');
    step(act, '0000000');
    act.run(1, { kind: 'blocks' });
    expect(now().threads[1]?.status.kind).toBe('blocked');
  });

  test('until a property breaks, and not a step further', () => {
    const { now, act } = open('isolation', 'v5.10');
    step(act, '0');
    act.run(1, { kind: 'breaks' });
    act.run(1, { kind: 'breaks' });
    expect(now().steps.at(-1)).toMatchObject({ label: 'write PTE' });
    expect(now().properties[0]?.brokenAt).toBe(now().cursor);
  });

  test('until the function returns', () => {
    const { now, act } = open();
    step(act, '000');
    expect(now().threads[0]?.frames[0]?.function).toBe('mte_restore_page_tags');
    act.run(0, { kind: 'returns' });
    expect(now().threads[0]?.frames.map((f) => f.function)).not.toContain('mte_restore_page_tags');
    expect(now().threads[0]?.frames.map((f) => f.function)).toContain('set_pte_at');
  });

  test('to a line', () => {
    const { now, act } = open('isolation', 'v5.10');
    const { program } = now();
    const file = program.sources.findIndex((s) => s.path === 'arch/arm64/include/asm/pgtable-types.h');
    const line =
      (program.sources[file]?.text.split('\n').findIndex((l) => l.includes('WRITE_ONCE(ptep->pte')) ?? 0) + 1;
    act.run(0, { kind: 'line', file, line });
    expect(now().threads[0]?.next).toBe('write PTE');
  });

  test('over a call', () => {
    const { now, act } = open('isolation', 'v5.10');
    const before = now().threads[0]?.frames.map((f) => f.function);
    act.run(0, { kind: 'over' });
    const after = now().threads[0]?.frames.map((f) => f.function);
    expect(before?.[0]).toBe('mte_sync_tags');
    expect(after?.length).toBeGreaterThan(0);
    expect(now().cursor).toBeGreaterThan(0);
  });
});

describe('carrying a run over to another release', () => {
  test('the race of v11 blocks on v12, which says on what', () => {
    const { now, act } = open('isolation', 'v11');
    step(act, '1111' + '0'.repeat(22) + '1');
    expect(now().properties.find((p) => p.property.id === 'lost')?.brokenAt).toBe(27);
    act.chooseRelease('v12');
    expect(now().note).toMatch(/^Blocked here: CPU 0 waits for `tag_sync_lock`, held by CPU 1\./);
    expect(now().threads[0]?.status.kind).toBe('blocked');
    expect(now().properties.every((p) => p.brokenAt === null)).toBe(true);
  });

  test('a run that is blocked on the way is carried further whole, wherever its reader looks meanwhile', () => {
    const { now, act } = open('isolation', 'v11');
    step(act, '1111' + '0'.repeat(22) + '1');
    const made = now().digest;
    act.chooseRelease('v12');
    expect(now().note).toMatch(/^Blocked here/);
    act.seek(2);
    act.chooseRelease('v5.14');
    expect(now().properties.find((p) => p.property.id === 'lost')?.brokenAt).not.toBeNull();
    act.chooseRelease('v12');
    act.chooseRelease('v6.4');
    expect(now().note).toMatch(/^Blocked here/);
    act.chooseRelease('v11');
    expect(now()).toMatchObject({ cursor: 27, digest: made });
  });

  test('a blocked run that its reader goes on with is carried over as it is then', () => {
    const { now, act } = open('isolation', 'v11');
    step(act, '1111' + '0'.repeat(22) + '1');
    act.chooseRelease('v12');
    act.run(1, { kind: 'blocks' });
    act.chooseRelease('v11');
    expect(now().properties.find((p) => p.property.id === 'lost')?.brokenAt).toBeNull();
  });

  test('a run that fits is finished in turn, and says so', () => {
    const { now, act } = open('isolation', 'v5.10');
    step(act, '000');
    act.chooseRelease('v6.4');
    expect(now().note).toMatch(/The list carried over ended at step \d+; the rest was finished in turn\./);
    expect(now().cursor).toBeLessThan(now().steps.length);
  });

  test('a run in which nothing has happened starts anew', () => {
    const { now, act } = open('isolation', 'v5.10');
    act.chooseRelease('v12');
    expect(now()).toMatchObject({ release: 'v12', cursor: 0, note: null });
    expect(now().steps).toHaveLength(0);
  });
});

describe('a recorded run', () => {
  test('is put before the visitor, not yet taken', () => {
    const { now, act } = open('isolation', 'v5.10');
    const [recorded] = runsOn(now().scenario, 'v5.10');
    if (recorded === undefined) throw new Error('the scenario has a recorded run');
    act.showMe(recorded);
    expect(now()).toMatchObject({ cursor: 0, release: recorded.release });
    act.seek(now().steps.length);
    expect(now().properties.some((p) => p.brokenAt !== null)).toBe(true);
    expect(now().properties[0]?.detail).toMatch(
      /^granule 0x\w\w of page frame 0x41 has tag \w; its owner is owed \w$/,
    );
  });
});
