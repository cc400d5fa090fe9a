/** Two programs with the same mistake: what each is told, by hand from FACTS 2 and the kernel's documentation of memory tagging. */
import { describe, expect, test } from 'vitest';
import { releases } from '../../kernel/releases.ts';
import { read64 } from '../../step/wide.ts';
import { EFAULT, ENOENT, USER, Vmm } from '../vmm.test-data.ts';
import { taggedProcess } from './scenario.ts';

const SIGSEGV = 11;
const [SEGV_MTEAERR, SEGV_MTESERR] = [8, 9];
const CPUS = [0, 1] as const;

class Programs extends Vmm {
  constructor(release: string) {
    super(taggedProcess, release);
  }
  /** A field of an element of a global array. */
  field(global: string, element: number, name: string, ...inner: string[]): bigint {
    const found = this.system.program.globals.get(global);
    if (found?.type.kind !== 'array' || found.type.of.kind !== 'struct') throw new Error(`no ${global}`);
    let { fields } = found.type.of;
    let at = found.address + element * found.type.of.words;
    for (const [i, part] of [name, ...inner].entries()) {
      const field = fields.find((f) => f.name === part);
      if (field === undefined) throw new Error(`no field ${part}`);
      at += field.offset;
      if (i < inner.length && field.type.kind === 'struct') ({ fields } = field.type);
    }
    return read64(this.state.words, at);
  }
  signal(cpu: number): { signal: number; code: number; address: bigint } {
    const low = (name: string): number => Number(this.field('tasks', cpu, name) & 0xffffffffn);
    return { signal: low('sig'), code: low('si_code'), address: this.field('tasks', cpu, 'si_addr') };
  }
  /** First byte of the page of a program. */
  firstByte(cpu: number): number {
    const { globals, constants } = this.system.program;
    const pte = this.field('mms', cpu, 'pte');
    const frame = Number((pte >> 12n) & 0xfffffffn) - Number(constants.get('PFN_BASE'));
    return this.state.pages[(globals.get('frame_data')?.address ?? NaN) + frame]?.[0] ?? NaN;
  }
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const programs = new Programs(release);
  const ends = CPUS.map((cpu) => programs.run(cpu));
  const answer = (cpu: number, call: string): bigint =>
    BigInt.asIntN(64, programs.field('answers', cpu, call));

  test('both end, and nothing breaks', () => {
    expect(ends).toEqual(['ended', 'ended']);
    expect(programs.broke).toEqual([]);
  });

  test('synchronous: -EFAULT, no store, a signal that knows the address', () => {
    expect(answer(0, 'openat')).toBe(EFAULT);
    expect(programs.firstByte(0)).toBe('/'.charCodeAt(0));
    expect(programs.signal(0)).toEqual({ signal: SIGSEGV, code: SEGV_MTESERR, address: USER });
  });

  test('asynchronous: the call reads, the store is made, and a signal comes later', () => {
    expect(answer(1, 'openat')).toBe(ENOENT);
    expect(programs.firstByte(1)).toBe('!'.charCodeAt(0));
    expect(programs.signal(1)).toEqual({ signal: SIGSEGV, code: SEGV_MTEAERR, address: 0n });
    // The call during which it was noticed was not made.
    expect(answer(1, 'prctl')).toBe(0n);
  });
});
