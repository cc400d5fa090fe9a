/** How fast the guest's processor is: a loop that stores a tag and loads through it, over 1 MiB; the peer is qemu-aarch64. */
import { assemble } from '../src/core/arm/a64/assemble.ts';
import { PC, PSTATE } from '../src/core/arm/cpu/layout.ts';
import { Bench, RAM } from '../src/core/arm/vectors/machine.ts';
import { PROGRAM_BASE, hasQemuUser, runUnderLinux } from './qemu/linux-program.ts';

const MIB = 1024 * 1024;
const CODE = BigInt(RAM + 0x1000);
const DATA = BigInt(RAM + MIB);
const COUNT = 20_000_000;
const RUNS = 5;
/** X0 is where the memory starts, X2 where it ends, X5 how often it is gone through. */
const LOOP = `
again: mov x1, x0
1:     stg x1, [x1]
       ldr x3, [x1]
       add x4, x4, x3
       add x1, x1, #16
       cmp x1, x2
       b.ne 1b
       subs x5, x5, #1
       b.ne again
`;
const A_ROUND = 6 * (MIB / 16) + 3;

/** Million instructions a second at EL1, memory Normal Tagged, with synchronous checks or none; the best of some runs. */
export function processorSpeed(checks: boolean): number {
  const bench = new Bench(513 + 256);
  bench.putWord(0, 8, BigInt(RAM) | 1n | (1n << 10n), 8);
  bench.data(1).set(imageOf(LOOP, CODE));
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  bench.setNamed('tcr_el1', 25n | (1n << 37n) | (1n << 23n));
  bench.setNamed('mair_el1', 0xf0n);
  bench.setNamed('sctlr_el1', 1n | (1n << 43n) | (checks ? 1n << 40n : 0n));
  const tagged = DATA | (5n << 56n);
  bench.set(0, tagged);
  bench.set(2, tagged + BigInt(MIB));
  bench.set(5, 1n << 32n);
  bench.set(PC, CODE);
  bench.set(PSTATE, BigInt(5 | (0xf << 6)));
  const cpu = bench.cpu();
  cpu.run(COUNT);
  const best = Math.min(
    ...Array.from({ length: RUNS }, () => {
      const before = performance.now();
      cpu.run(COUNT);
      return performance.now() - before;
    }),
  );
  if (bench.exceptions.length > 0) throw new Error('the loop took an exception');
  return COUNT / best / 1000;
}

/** The same of qemu-aarch64, synchronous checks; null where it is not installed. What starting it takes is not counted. */
export function qemuSpeed(): number | null {
  if (!hasQemuUser()) return null;
  const timed = (rounds: number): number => {
    const image = imageOf(linuxProgram(rounds), PROGRAM_BASE);
    const before = performance.now();
    const { status } = runUnderLinux(image);
    if (status !== 0) throw new Error('the loop did not end');
    return performance.now() - before;
  };
  const rounds = 500;
  const best = Math.min(...Array.from({ length: RUNS }, () => timed(rounds + 1) - timed(1)));
  return (rounds * A_ROUND) / best / 1000;
}

/** prctl(PR_SET_TAGGED_ADDR_CTRL, PR_TAGGED_ADDR_ENABLE | PR_MTE_TCF_SYNC), mmap with PROT_MTE, the loop, exit. */
function linuxProgram(rounds: number): string {
  return `
    mov x0, #55
    mov x1, #3
    mov x2, #0
    mov x3, #0
    mov x4, #0
    mov x8, #167
    svc #0
    mov x0, #0
    mov x1, #${MIB}
    mov x2, #0x23
    mov x3, #0x22
    mov x4, #-1
    mov x5, #0
    mov x8, #222
    svc #0
    movk x0, #0x500, lsl #48
    add x2, x0, #${MIB}
    mov x5, #${rounds}
    ${LOOP}
    mov x0, #0
    mov x8, #93
    svc #0
  `;
}

function imageOf(source: string, base: bigint): Uint8Array {
  const made = assemble(source, base);
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  return made.image;
}
