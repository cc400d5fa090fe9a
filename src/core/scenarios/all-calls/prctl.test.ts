/** prctl: every answer, written by hand from FACTS 2, the manual page and the kernel's documentation of memory tagging. */
import { describe, expect, test } from 'vitest';
import { since } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { noMteHardware } from '../no-mte-hardware/scenario.ts';
import type { Scenario } from '../scenario.ts';
import { EFAULT, EINVAL, ENOENT, PAGE, USER, Vmm } from '../vmm.test-data.ts';
import { allCalls } from './scenario.ts';

const [GET_DUMPABLE, SET_DUMPABLE, SET, GET] = [3n, 4n, 55n, 56n];
const [ENABLE, SYNC, ASYNC] = [1n, 2n, 4n];
const include = (...tags: number[]): bigint => tags.reduce((mask, tag) => mask | (1n << BigInt(tag + 3)), 0n);

class Program extends Vmm {
  constructor(release: string, scenario: Scenario = allCalls) {
    super(scenario, release);
  }
  prctl(option: bigint, ...args: bigint[]): bigint {
    return this.call(167n, [option, ...args, 0n, 0n, 0n, 0n].slice(0, 5), []);
  }
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const bothRefused = !since('v6.1').includes(release);

  test('what was set is what one gets; execve leaves nothing', () => {
    const p = new Program(release);
    expect(p.prctl(GET)).toBe(0n);
    for (const mode of [0n, ENABLE, SYNC, ASYNC, ENABLE | SYNC | include(1, 2, 15), include(0), 0n]) {
      expect(p.prctl(SET, mode)).toBe(0n);
      expect(p.prctl(GET)).toBe(mode);
    }
  });

  test('both modes at once: refused up to v5.14, and then nothing changes', () => {
    const p = new Program(release);
    p.prctl(SET, SYNC | include(4));
    expect(p.prctl(SET, ENABLE | SYNC | ASYNC)).toBe(bothRefused ? EINVAL : 0n);
    expect(p.prctl(GET)).toBe(bothRefused ? SYNC | include(4) : ENABLE | SYNC | ASYNC);
  });

  test('what is refused', () => {
    const p = new Program(release);
    expect(p.prctl(SET, 1n << 20n)).toBe(EINVAL);
    expect(p.prctl(SET, 1n << 63n)).toBe(EINVAL);
    expect(p.prctl(SET, 1n, 1n)).toBe(EINVAL);
    expect(p.prctl(SET, 1n, 0n, 0n, 1n)).toBe(EINVAL);
    expect(p.prctl(GET, 1n)).toBe(EINVAL);
    expect(p.prctl(999n)).toBe(EINVAL);
    expect(p.prctl(GET)).toBe(0n);
  });

  test('CPUs without MTE know of tagged pointers only', () => {
    const p = new Program(release, noMteHardware);
    expect(p.prctl(SET, ENABLE)).toBe(0n);
    expect(p.prctl(GET)).toBe(ENABLE);
    expect(p.prctl(SET, SYNC)).toBe(EINVAL);
    expect(p.prctl(SET, include(1))).toBe(EINVAL);
  });

  test('dumpable or not', () => {
    const p = new Program(release);
    expect(p.prctl(GET_DUMPABLE)).toBe(1n);
    expect(p.prctl(SET_DUMPABLE, 2n)).toBe(EINVAL);
    expect(p.prctl(SET_DUMPABLE, 0n)).toBe(0n);
    expect(p.prctl(GET_DUMPABLE)).toBe(0n);
  });

  test('a pointer with a tag is taken once that was asked for, and checked in synchronous mode', () => {
    const path = [...Array.from('/dev/no', (c) => c.charCodeAt(0)), ...Array.from({ length: 9 }, () => 0)];
    const at = USER + 4n * PAGE;
    const open = (p: Program, tag: bigint): bigint =>
      p.call(56n, [0n, at | (tag << 56n)], [{ address: at, bytes: path }]);
    const p = new Program(release);
    expect([open(p, 0n), open(p, 3n)]).toEqual([ENOENT, EFAULT]);
    p.prctl(SET, ENABLE);
    expect(open(p, 3n)).toBe(ENOENT);
    // The memory has tags now, all zero.
    expect(p.call(226n, [at, PAGE, 0x23n], [])).toBe(0n);
    const answers = [0n, SYNC, ASYNC].map((mode) => {
      p.prctl(SET, ENABLE | mode);
      return [open(p, 0n), open(p, 3n)];
    });
    expect(answers).toEqual([
      [ENOENT, ENOENT],
      [ENOENT, EFAULT],
      [ENOENT, ENOENT],
    ]);
    expect(p.broke).toEqual([]);
  });

  test('in synchronous mode tags are not written to a buffer whose tag is another', () => {
    const p = new Program(release);
    const [iovec, buffer] = [USER + 4n * PAGE, USER + 5n * PAGE];
    const peek = (tag: bigint): bigint => {
      const bytes = [buffer | (tag << 56n), 4n].flatMap((word) =>
        Array.from({ length: 8 }, (_, i) => Number((word >> BigInt(8 * i)) & 0xffn)),
      );
      return p.call(117n, [33n, 1001n, USER, iovec], [{ address: iovec, bytes }]);
    };
    expect(p.call(226n, [buffer, PAGE, 0x23n], [])).toBe(0n);
    const answers = [ENABLE, ENABLE | SYNC, ENABLE | ASYNC].map((mode) => {
      p.prctl(SET, mode);
      return [peek(0n), peek(6n)];
    });
    expect(answers).toEqual([
      [0n, 0n],
      [0n, EFAULT],
      [0n, 0n],
    ]);
  });
});
