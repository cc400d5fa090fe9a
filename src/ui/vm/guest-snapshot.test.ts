/** A guest's memory to a file and back, on real machines. */
import { expect, test } from 'vitest';
import { createRunStore } from '../../run/store.ts';
import { readGuestFile, writeGuestFile } from '../../run/guest-file.ts';
import { guestMemory, restoreGuest, saveGuest } from './guest-snapshot.ts';

function open(release: string, scenario = 'quiet-vm') {
  const store = createRunStore(scenario, release);
  const now = () => store.getState().snapshot;
  const { actions } = store.getState();
  return {
    now,
    /** Puts a file back, as the page does; the answer of the call. */
    restore(text: string): bigint | null {
      const restored = restoreGuest(now(), text);
      if ('problem' in restored) throw new Error(restored.problem);
      actions.call(...restored.call);
      actions.run(0, { kind: 'blocks' });
      return now().call?.ret ?? null;
    },
  };
}

function saved(release: string, withTags: boolean): string {
  const file = saveGuest(open(release).now(), withTags);
  if ('problem' in file) throw new Error(file.problem);
  return file.text;
}

test('saving leaves the run as it was', () => {
  const { now } = open('v6.6');
  const before = now();
  saveGuest(before, true);
  expect(now()).toBe(before);
});

test('with tags: what the ioctl gives; without: none', () => {
  const [withTags, without] = [readGuestFile(saved('v6.6', true)), readGuestFile(saved('v6.6', false))];
  if ('problem' in withTags) throw new Error('not read');
  expect([withTags.guestIpa, withTags.ram.length, withTags.tags?.length]).toEqual([0x40000n, 16384, 1024]);
  // Pages 0 and 1 are tagged by the guest; page 2 has no valid tags, page 3 is touched by nobody.
  expect(withTags.tags?.slice(0, 512).some((tag) => tag !== 0)).toBe(true);
  expect(withTags.tags?.slice(512).every((tag) => tag === 0)).toBe(true);
  expect(without).toMatchObject({ tags: null });
});

test('put back with tags, it is the guest that was saved', () => {
  const text = saved('v6.6', true);
  const file = readGuestFile(text);
  if ('problem' in file || file.tags === null) throw new Error('not read');
  // Another guest: other bytes in its first page, all tags 5.
  const other = writeGuestFile({ ...file, ram: file.ram.map((_, i) => (i < 4096 ? 7 : 0)), tags: file.tags.map(() => 5) }); // prettier-ignore
  const there = open('v6.6');
  expect(there.restore(other)).toBe(16384n);
  expect(saveGuest(there.now(), true)).toEqual({ text: other });
  expect(there.restore(text)).toBe(16384n);
  expect(saveGuest(there.now(), true)).toEqual({ text });
});

test('put back without tags, the bytes are there and the tags are those of before', () => {
  const there = open('v6.6');
  const file = readGuestFile(saved('v6.6', true));
  if ('problem' in file) throw new Error('not read');
  const ram = file.ram.map((_, i) => (i < 4096 ? 9 : 0));
  there.restore(writeGuestFile({ ...file, ram, tags: null }));
  const after = saveGuest(there.now(), true);
  expect(after).toEqual({ text: writeGuestFile({ ...file, ram }) });
});

test.each([
  ['v5.10', '-EINVAL'],
  ['v4', '-EINVAL'],
])('%s has no ioctl for tags: saving says so, RAM alone can be saved', (release, errno) => {
  const { now } = open(release);
  const refused = saveGuest(now(), true);
  expect('problem' in refused ? refused.problem : '').toContain(errno);
  expect(saveGuest(now(), false)).toHaveProperty('text');
});

test('a snapshot of another size, another address, or of nothing is refused with a sentence', () => {
  const { now } = open('v6.6');
  const small = writeGuestFile({ guestIpa: 0x40000n, ram: new Uint8Array(4096), tags: null });
  expect(restoreGuest(now(), small)).toEqual({
    problem: 'It is of 4096 bytes at 0x40000; this guest has 16384 at 0x40000.',
  });
  expect(restoreGuest(now(), 'no')).toEqual({ problem: 'This is no snapshot of a guest.' });
});

test('where nobody serves calls there is nothing to save', () => {
  expect(guestMemory(open('v6.6', 'migrate-tags').now())).toBeNull();
});
