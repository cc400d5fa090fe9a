/** PTRACE_PEEKMTETAGS and PTRACE_POKEMTETAGS: every answer, written by hand from FACTS 2 and the kernel's documentation of the request. */
import { describe, expect, test } from 'vitest';
import { inherited } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { tagAt } from '../../machine/state.ts';
import { EFAULT, EIO, EPERM, ESRCH, PAGE, USER, Vmm } from '../vmm.test-data.ts';
import { read64 } from '../../step/wide.ts';
import { allCalls } from './scenario.ts';

const [PEEK, POKE] = [33n, 34n];
const [TRACEE, CLOSED] = [1001n, 1002n];
const page = (n: number): bigint => USER + BigInt(n) * PAGE;
const GRANULE = 16n;
/** Where the iovec lies, and the buffer. */
const [IOVEC, BUFFER] = [page(4), page(5)];
const NOT_MAPPED = page(6);

class Debugger extends Vmm {
  constructor(release: string) {
    super(allCalls, release);
  }
  ptrace(
    request: bigint,
    addr: bigint,
    count: bigint,
    { pid = TRACEE, iovec = IOVEC, base = BUFFER, bytes = [] as readonly number[] } = {},
  ): bigint {
    const words = [base, count].flatMap((word) =>
      Array.from({ length: 8 }, (_, i) => Number((word >> BigInt(8 * i)) & 0xffn)),
    );
    return this.call(
      117n,
      [request, pid, addr, iovec],
      [
        { address: IOVEC, bytes: words },
        { address: BUFFER, bytes },
      ],
    );
  }
  /** What iov_len says now. */
  get moved(): bigint {
    return this.word(IOVEC + 8n);
  }
  /** Bytes of the buffer. */
  buffer(count: number): number[] {
    return Array.from({ length: count }, (_, i) =>
      Number((this.word(BUFFER + BigInt(i - (i % 8))) >> BigInt(8 * (i % 8))) & 0xffn),
    );
  }
  /** Tags of a page of the tracee, as its page table has it. */
  tags(n: number, first: number, count: number): number[] {
    const { globals, constants } = this.system.program;
    const mms = globals.get('mms');
    const words = mms?.type.kind === 'array' && mms.type.of.kind === 'struct' ? mms.type.of.words : NaN;
    const pte = read64(this.state.words, (mms?.address ?? NaN) + words + 2 * n);
    const frame = Number((pte >> 12n) & 0xfffffffn) - Number(constants.get('PFN_BASE'));
    const tags = this.state.pages[(globals.get('frame_tags')?.address ?? NaN) + frame] ?? new Uint8Array(128);
    return Array.from({ length: count }, (_, i) => tagAt(tags, first + i));
  }
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const make = (): Debugger => new Debugger(release);
  /** Up to v5.11 the flag of the page was asked, and the zero page had none. */
  const asksFlag = inherited({ 'v5.10': true, v11: false, 'v5.14': false }, release)?.value ?? true;

  test('tags of the tracee, one a byte, from any address inside a granule', () => {
    const d = make();
    const heap = d.tags(0, 13, 5);
    expect(heap).toEqual([0, 0, 2, 0, 0]);
    expect(d.ptrace(PEEK, page(0) + 13n * GRANULE + 7n, 5n)).toBe(0n);
    expect(d.moved).toBe(5n);
    expect(d.buffer(5)).toEqual(heap);
    expect(d.broke).toEqual([]);
  });

  test('tags into the tracee: the low four bits of each byte', () => {
    const d = make();
    const rest = d.tags(0, 4, 8);
    expect(d.ptrace(POKE, page(0), 4n, { bytes: [0x12, 3, 0xff, 0] })).toBe(0n);
    expect(d.moved).toBe(4n);
    expect(d.tags(0, 0, 4)).toEqual([2, 3, 15, 0]);
    expect(d.tags(0, 4, 8)).toEqual(rest);
    expect(d.broke).toEqual([]);
  });

  test('memory without tags is -EIO, though the documentation says -EOPNOTSUPP', () => {
    const d = make();
    expect(d.ptrace(PEEK, page(1), 4n)).toBe(EIO);
    expect(d.moved).toBe(4n);
    expect(d.ptrace(POKE, page(1), 4n)).toBe(EIO);
    expect(d.ptrace(PEEK, page(3), 4n)).toBe(EIO);
    expect(d.ptrace(PEEK, page(9), 4n)).toBe(EIO);
    expect(d.broke).toEqual([]);
  });

  test('as many as there are: a count, not an error', () => {
    const d = make();
    const last = d.tags(0, 254, 2);
    expect(d.ptrace(PEEK, page(1) - 2n * GRANULE, 20n)).toBe(0n);
    expect(d.moved).toBe(2n);
    expect(d.buffer(2)).toEqual(last);
    // The buffer ends before the tags do.
    expect(d.ptrace(PEEK, page(0), 20n, { base: NOT_MAPPED - 3n })).toBe(0n);
    expect(d.moved).toBe(3n);
    expect(d.broke).toEqual([]);
  });

  test('memory with PROT_MTE that nobody has written: the zero page, marked since v5.12', () => {
    const d = make();
    expect(d.ptrace(PEEK, page(4), 4n)).toBe(asksFlag ? EIO : 0n);
    if (!asksFlag) expect([d.moved, d.buffer(4)]).toEqual([4n, [0, 0, 0, 0]]);
    expect(d.broke).toEqual([]);
  });

  test('POKE writes where the tracee may only read: a page of its own', () => {
    const d = make();
    expect(d.tags(2, 0, 2)).toEqual([7, 0]);
    expect(d.ptrace(POKE, page(2) + GRANULE, 1n, { bytes: [9] })).toBe(0n);
    expect(d.tags(2, 0, 2)).toEqual([7, 9]);
    expect(d.broke).toEqual([]);
  });

  test('what the tracer does wrong', () => {
    const d = make();
    expect(d.ptrace(PEEK, page(0), 4n, { iovec: NOT_MAPPED })).toBe(EFAULT);
    expect(d.ptrace(PEEK, page(0), 4n, { base: NOT_MAPPED })).toBe(EFAULT);
    expect(d.ptrace(PEEK, page(0), 4n, { base: 1n << 52n })).toBe(EFAULT);
    expect(d.ptrace(PEEK, page(0), 1n << 62n)).toBe(EFAULT);
    expect(d.ptrace(PEEK, page(0), 0n)).toBe(EIO);
    expect(d.ptrace(PEEK, page(0), 4n, { pid: CLOSED })).toBe(EPERM);
    for (const pid of [0n, 999n, 1000n, 1003n, 1n << 31n])
      expect(d.ptrace(PEEK, page(0), 4n, { pid })).toBe(ESRCH);
    expect(d.ptrace(1n, page(0), 4n)).toBe(EIO);
    expect(d.broke).toEqual([]);
  });
});
