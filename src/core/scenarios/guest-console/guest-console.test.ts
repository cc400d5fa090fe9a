import { describe, expect, test } from 'vitest';
import { since } from '../../kernel/inherit.ts';
import { newest, releases } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { guestConsole } from './scenario.ts';

const MAIN = 'scenarios/guest-console/main.s';
const KVM_EXIT_INTR = 10n;
const KVM_EXIT_SYSTEM_EVENT = 24n;
const ENOSYS = 38n;
const EINTR = 4n;
const UART = 0x09000000n;
/** No memory and no device; the guest's tables do not map it, so it is reached with the MMU off. */
const NOWHERE = 0x50000000n;
const WIDE = (1n << 64n) - 1n;

const main = scenarioSources('guest-console').find(({ path }) => path === MAIN)?.text ?? '';

/** The example with another program: X19 is the serial port, X18 where nothing is. */
function runs(program: string, release = 'v6.13', mmu = true): GuestRun {
  const off = mmu ? '' : 'mrs x0, sctlr_el1\n and x0, x0, #~1\n msr sctlr_el1, x0\n isb\n';
  const text = `main: ${off} ldr x19, =${UART}\n ldr x18, =${NOWHERE}\n ${program}\n b off\n
fault: mrs x6, esr_el1\n mrs x7, far_el1\n mrs x8, elr_el1\n b off\n .ltorg\n`;
  return new GuestRun(guestConsole, release, new Map([[MAIN, text]]));
}

/** Sets X1 to a number. */
const x1 = (value: bigint): string => `ldr x1, =0x${BigInt.asUintN(64, value).toString(16)}\n`;

test.each(releases.map(({ id }) => id))('on %s the text is what PSCI_VERSION answers', (release) => {
  const run = new GuestRun(guestConsole, release);
  expect(run.sent).toBe(since('v6.1').includes(release) ? 'PSCI 1.1\n' : 'PSCI 1.0\n');
  expect(run.number('vcpus', 'exit_reason')).toBe(KVM_EXIT_SYSTEM_EVENT);
  expect([run.number('kvm_run_gave'), run.broke]).toEqual([0n, []]);
});

describe('a store to a device', () => {
  const VALUE = 0x8877665544332241n;
  test.each([
    ['strb w1, [x19]', 1n, 0x41n],
    ['strh w1, [x19]', 2n, 0x2241n],
    ['str w1, [x19]', 4n, 0x44332241n],
    ['str x1, [x19]', 8n, VALUE],
    ['stur x1, [x19]', 8n, VALUE],
    ['stlr w1, [x19]', 4n, 0x44332241n],
  ])('%s gives the VMM %i bytes', (store, len, data) => {
    const run = runs(`${x1(VALUE)} ${store}`);
    const mmio = ['phys_addr', 'is_write', 'len', 'data'].map((field) => run.number('vcpus', 'mmio', field));
    expect(mmio).toEqual([UART, 1n, len, data]);
    expect(run.sent).toBe('A');
  });

  test('of the zero register, zeros', () => {
    const run = runs('str xzr, [x19]');
    expect(run.number('vcpus', 'mmio', 'data')).toBe(0n);
    expect(run.sent).toBe('\0');
  });

  test('nobody is there: it is lost, and the guest goes on', () => {
    const run = runs(`${x1(1n)} str x1, [x18]\n mov x5, #1`, 'v6.13', false);
    expect(run.number('vcpus', 'mmio', 'phys_addr')).toBe(NOWHERE);
    expect([run.register(5), run.sent]).toEqual([1n, '']);
  });
});

describe('a load from a device', () => {
  /** PCellID3 is 0xb1; IBRD keeps 16 bits. */
  test.each([
    ['ldrb w2, [x19, #0xffc]', 0xb1n],
    ['ldrsb w2, [x19, #0xffc]', 0xffffffb1n],
    ['ldrsb x2, [x19, #0xffc]', WIDE - 0x4en],
    ['ldrh w2, [x19, #0x24]', 0x8001n],
    ['ldrsh w2, [x19, #0x24]', 0xffff8001n],
    ['ldrsh x2, [x19, #0x24]', WIDE - 0x7ffen],
    ['ldr w2, [x19, #0x24]', 0x8001n],
    ['ldrsw x2, [x19, #0x24]', 0x8001n],
    ['ldar w2, [x3]', 0x8001n],
    ['ldr w2, [x19, #0x18]', 0x90n],
    ['ldr x2, [x19, #0x20]', 0n],
  ])('%s gives 0x%x', (load, expected) => {
    const run = runs(`${x1(0x8001n)} str w1, [x19, #0x24]\n add x3, x19, #0x24\n mov x2, #-1\n ${load}`);
    expect(run.register(2)).toBe(expected);
    expect(run.number('vcpus', 'mmio', 'is_write')).toBe(0n);
  });

  test('into the zero register: nothing else changes', () => {
    const run = runs('mov x2, #7\n ldr xzr, [x19, #0x18]\n ldr wzr, [x19, #0x18]');
    expect(run.register(2)).toBe(7n);
    expect(run.number('kvm_run_gave')).toBe(0n);
  });

  test('nobody is there: zero', () => {
    expect(runs('mov x2, #7\n ldr x2, [x18]', 'v6.13', false).register(2)).toBe(0n);
  });
});

describe.each(['v5.10', 'v5.14', newest.id])(
  'on %s KVM_RUN fails where the hardware does not say what the access was',
  (release) => {
    test.each(['strb w1, [x19], #0', 'ldr w1, [x19, #0]!', 'stp w1, w2, [x19]', 'ldxr w1, [x19]'])(
      '%s',
      (access) => {
        const run = runs(`${access}\n mov x5, #1`, release);
        expect(run.number('kvm_run_gave')).toBe(-ENOSYS);
        expect(run.register(5)).toBe(0n);
      },
    );
  },
);

test('an instruction where no memory is: the guest takes an external abort', () => {
  const run = runs('br x18', 'v6.13', false);
  // IABT of EL1, IL, external.
  expect([run.register(6), run.register(7), run.register(8)]).toEqual([0x86000010n, NOWHERE, NOWHERE]);
});

test('a translation table where no memory is: likewise, a data abort', () => {
  // The second gigabyte's table is nowhere; code goes on in the first.
  const run = runs(
    `adr x1, table\n str x18, [x1, #8]\n ldr x2, [x1, #8]\n orr x2, x2, #3\n str x2, [x1, #8]\n dsb ish\n isb\n mov x2, #0x200000\n ldr x3, [x2]`,
  );
  expect(run.register(6)).toBe(0x96000010n);
  expect(run.register(7)).toBe(0x200000n);
});

test('cache maintenance where no memory is: passed over', () => {
  const run = runs('dc cvac, x19\n mov x5, #1');
  expect([run.register(5), run.number('kvm_run_gave')]).toEqual([1n, 0n]);
});

describe('HVC: KVM answers in X0', () => {
  test.each([
    ['SMCCC_VERSION', 0x80000000n, 0n, 0x10001n],
    ['MIGRATE_INFO_TYPE', 0x84000006n, 0n, 2n],
    ['PSCI_FEATURES of SYSTEM_OFF', 0x8400000an, 0x84000008n, 0n],
    ['PSCI_FEATURES of CPU_ON, 64 bits', 0x8400000an, 0xc4000003n, 0n],
    ['PSCI_FEATURES of what is not there', 0x8400000an, 0x84000013n, -1n],
    ['AFFINITY_INFO of itself', 0xc4000004n, 0n, 0n],
    ['AFFINITY_INFO of another', 0xc4000004n, 1n, -2n],
    ['CPU_ON of itself', 0xc4000003n, 0n, -4n],
    ['CPU_ON of another', 0x84000003n, 1n, -2n],
    ['no call that there is', 0x12345678n, 0n, -1n],
    ['nothing', 0n, 0n, -1n],
  ])('%s', (_, fn, argument, answer) => {
    const run = runs(`ldr x0, =${fn}\n ${x1(argument)} hvc #0\n mov x5, x0`);
    expect(run.register(5)).toBe(BigInt.asUintN(64, answer));
    expect(run.number('vcpus', 'exit_reason')).toBe(KVM_EXIT_SYSTEM_EVENT);
  });

  test.each([
    ['SYSTEM_OFF', 0x84000008n, 1n],
    ['SYSTEM_RESET', 0x84000009n, 2n],
  ])('%s ends the run', (_, fn, event) => {
    const run = runs(`ldr x0, =${fn}\n hvc #0\n mov x5, #1`);
    expect(run.register(5)).toBe(0n);
    expect(run.number('vcpus', 'system_event')).toBe(event);
  });
});

test.each([
  'wfi',
  'ldr w0, =0x84000002\n hvc #0',
  'ldr x0, =0xc4000001\n hvc #0',
  'msr vbar_el1, x18\n br x18',
])('%s: nothing goes on, until a signal ends KVM_RUN', (program) => {
  const run = runs(program, 'v6.13', false);
  expect(run.number('kvm_run_gave')).toBe(-EINTR);
  expect(run.number('vcpus', 'exit_reason')).toBe(KVM_EXIT_INTR);
});

test('ID registers: KVM answers for all of them, and shows what the CPU has', () => {
  const run = runs('mrs x1, id_aa64mmfr0_el1\n mrs x2, id_aa64pfr1_el1\n mrs x3, s3_0_c0_c7_7', 'v5.10');
  expect(run.register(1)).toBe(run.register('id_aa64mmfr0_el1'));
  expect([run.register(2), run.register(3)]).toEqual([0n, 0n]);
});

test('no tag of the pointer is compared, and KVM hands on the address without it', () => {
  const run = runs('ldr x2, =0x0500000000000000\n orr x19, x19, x2\n mov w1, #0x41\n strb w1, [x19]');
  expect(run.number('vcpus', 'mmio', 'phys_addr')).toBe(UART);
  expect([run.sent, run.faulted]).toEqual(['A', []]);
});

test('the store with write-back, which the question asks for, fails KVM_RUN', () => {
  const edited = main.replace('strb    w0, [x19] ', 'strb    w0, [x19], #0 ');
  expect(edited).not.toBe(main);
  const run = new GuestRun(guestConsole, 'v6.13', new Map([[MAIN, edited]]));
  expect([run.number('kvm_run_gave'), run.sent]).toEqual([-ENOSYS, '']);
});
