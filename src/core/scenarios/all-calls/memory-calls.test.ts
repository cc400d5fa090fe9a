/** mmap, munmap, mprotect and madvise: every answer that the model gives, written by hand from the manual pages and FACTS 2. */
import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { read64 } from '../../step/wide.ts';
import {
  copiedPage,
  EBADF,
  EINVAL,
  ENOMEM,
  ENOSYS,
  IPA,
  KVM_ARM_MTE_COPY_TAGS,
  KVM_RUN,
  PAGE,
  USER,
  Vmm,
} from '../vmm.test-data.ts';
import { allCalls } from './scenario.ts';

const [MUNMAP, MMAP, MPROTECT, MADVISE] = [215n, 222n, 226n, 233n];
const READ_WRITE = 3n;
const PROT_MTE = 0x20n;
const [SHARED, PRIVATE, FIXED, ANONYMOUS] = [1n, 2n, 0x10n, 0x20n];
const PAGEOUT = 21n;
const ALL = (1n << 64n) - 1n;

/** Page `n` of the VMM: 0 to 3 are one mapping, 4 and 5 another, 6 and 7 are free. */
const page = (n: number): bigint => USER + BigInt(n) * PAGE;

class Process extends Vmm {
  constructor(release: string) {
    super(allCalls, release);
  }
  mmap(addr: bigint, len: bigint, prot = READ_WRITE, flags = PRIVATE | ANONYMOUS, offset = 0n): bigint {
    return this.call(MMAP, [addr, len, prot, flags, ALL, offset], []);
  }
  munmap(addr: bigint, len: bigint): bigint {
    return this.call(MUNMAP, [addr, len], []);
  }
  mprotect(addr: bigint, len: bigint, prot: bigint): bigint {
    return this.call(MPROTECT, [addr, len, prot], []);
  }
  madvise(addr: bigint, len: bigint, advice = PAGEOUT): bigint {
    return this.call(MADVISE, [addr, len, advice], []);
  }
  /** PTE of a page. */
  pte(n: number): bigint {
    return read64(this.state.words, (this.system.program.globals.get('mms')?.address ?? NaN) + 2 * n);
  }
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const make = (): Process => new Process(release);

  test('mmap: where it goes, and what is refused', () => {
    const p = make();
    const answers = [
      p.mmap(0n, PAGE),
      p.mmap(0n, 1n),
      p.mmap(0n, PAGE),
      p.mmap(page(0), PAGE, READ_WRITE, PRIVATE | ANONYMOUS | FIXED),
    ];
    expect(answers).toEqual([page(6), page(7), ENOMEM, page(0)]);
    expect(p.mmap(0n, 0n)).toBe(EINVAL);
    expect(p.mmap(0n, ALL)).toBe(ENOMEM);
    expect(p.mmap(0n, 1n << 49n)).toBe(ENOMEM);
    expect(p.mmap(page(0) + 1n, PAGE, READ_WRITE, PRIVATE | ANONYMOUS | FIXED)).toBe(EINVAL);
    expect(p.mmap(0n, PAGE, READ_WRITE, PRIVATE)).toBe(EBADF);
    expect(p.mmap(0n, PAGE, READ_WRITE, PRIVATE | ANONYMOUS, 1n)).toBe(EINVAL);
    expect(p.munmap(page(6), PAGE)).toBe(0n);
    expect(p.mmap(0n, PAGE, READ_WRITE, ANONYMOUS)).toBe(EINVAL);
    expect(p.broke).toEqual([]);
  });

  test('mmap: a hint is taken if it can be; shared memory as long as the model has files', () => {
    const p = make();
    expect(p.mmap(page(7), PAGE, READ_WRITE, SHARED | ANONYMOUS)).toBe(page(7));
    expect(p.mmap(page(7), PAGE, READ_WRITE | PROT_MTE)).toBe(page(6));
    p.munmap(page(6), PAGE);
    expect(p.mmap(page(6), PAGE, READ_WRITE, SHARED | ANONYMOUS)).toBe(ENOMEM);
  });

  test('munmap: parts, holes, and what is refused', () => {
    const p = make();
    expect(p.munmap(page(1), PAGE)).toBe(0n);
    expect([p.pte(0), p.pte(1), p.pte(2)].map((pte) => pte !== 0n)).toEqual([true, false, false]);
    expect(p.munmap(page(1), PAGE)).toBe(0n);
    expect(p.munmap(page(0), 4n * PAGE)).toBe(0n);
    expect(p.munmap(page(0) + 1n, PAGE)).toBe(EINVAL);
    expect(p.munmap(page(0), 0n)).toBe(EINVAL);
    expect(p.munmap(page(0), 1n << 48n)).toBe(EINVAL);
    expect(p.munmap(0xffff000000000000n, PAGE)).toBe(EINVAL);
    expect(p.munmap(1n << 63n, PAGE)).toBe(0n);
    expect(p.broke).toEqual([]);
  });

  test('mprotect: a part of a mapping is split off, a hole stops it', () => {
    const p = make();
    const tagged = (n: number): boolean => ((p.pte(n) >> 2n) & 7n) === ((p.pte(1) >> 2n) & 7n);
    expect(p.mprotect(page(1), PAGE, READ_WRITE | PROT_MTE)).toBe(0n);
    expect([tagged(0), tagged(1)]).toEqual([false, true]);
    expect(p.mprotect(page(0), 6n * PAGE, READ_WRITE)).toBe(0n);
    expect(p.mprotect(page(4), 3n * PAGE, 1n)).toBe(ENOMEM);
    expect(p.mprotect(page(6), PAGE, READ_WRITE)).toBe(ENOMEM);
    expect(p.mprotect(page(0) + 1n, PAGE, READ_WRITE)).toBe(EINVAL);
    expect(p.mprotect(page(0), 0n, READ_WRITE)).toBe(0n);
    expect(p.mprotect(page(6), 0n, READ_WRITE)).toBe(0n);
    expect(p.mprotect(page(0), ALL, READ_WRITE)).toBe(ENOMEM);
    expect(p.mprotect(page(0), PAGE, 0x40n)).toBe(EINVAL);
    expect(p.broke).toEqual([]);
  });

  test('mprotect: as many mappings as the model has', () => {
    const p = make();
    expect(p.mprotect(page(1), PAGE, 1n)).toBe(0n);
    expect(p.mprotect(page(3), PAGE, 1n)).toBe(0n);
    expect(p.mprotect(page(4), PAGE, 1n)).toBe(0n);
    p.mmap(page(6), PAGE);
    p.mmap(page(7), PAGE);
    expect(p.munmap(page(4), 2n * PAGE)).toBe(0n);
    expect(p.mmap(page(4), 2n * PAGE)).toBe(page(4));
    expect(p.mprotect(page(5), PAGE, 1n)).toBe(0n);
    expect(p.munmap(page(6), PAGE)).toBe(0n);
    expect(p.mmap(page(6), 1n)).toBe(page(6));
  });

  test('madvise: only to page out, where something is mapped', () => {
    const p = make();
    expect(p.madvise(page(2), PAGE)).toBe(0n);
    expect(p.madvise(page(0), 2n * PAGE)).toBe(0n);
    // A swap entry: not present, and not nothing.
    expect([p.pte(0) & 1n, p.pte(0) !== 0n]).toEqual([0n, true]);
    expect(p.madvise(page(5), 2n * PAGE)).toBe(ENOMEM);
    expect(p.madvise(page(0), 0n)).toBe(0n);
    expect(p.madvise(page(0) + 1n, PAGE)).toBe(EINVAL);
    expect(p.madvise(page(0), ALL)).toBe(EINVAL);
    expect(p.madvise(0xfff000n << 40n, 2n * PAGE)).toBe(ENOMEM);
    expect(p.madvise(page(0), PAGE, 999n)).toBe(EINVAL);
    expect(p.broke).toEqual([]);
  });

  test('tags are copied to a buffer that is swapped out: it is faulted in', () => {
    const p = make();
    p.ioctl(6n, KVM_RUN);
    expect(p.madvise(page(5), PAGE)).toBe(0n);
    const copy = [IPA, PAGE, page(5), 1n, 0n, 0n];
    const answer = p.ioctlWith(4n, KVM_ARM_MTE_COPY_TAGS, copy);
    expect(answer).toBe(copiedPage(release));
    // The guest gave granule 0x60 the tag 9.
    if (featuresOf(release).copyTags !== null) expect(p.word(page(5) + 0x60n)).toBe(9n);
    expect(p.broke).toEqual([]);
  });

  test('other calls are not known', () => {
    expect(make().call(63n, [], [])).toBe(ENOSYS);
  });
});
