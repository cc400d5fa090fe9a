import { describe, expect, test } from 'vitest';
import { command } from './command.ts';

function boot(file: string | Uint8Array, ...options: readonly string[]) {
  let out = '';
  let err = '';
  const name = typeof file === 'string' ? 'program.s' : 'program.bin';
  const code = command(['boot', name, ...options], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    read: (path) => (path === name && typeof file === 'string' ? file : null),
    bytes: (path) => (path === name && typeof file !== 'string' ? file : null),
    folder: () => null,
  });
  return { code, out, err };
}

const HELLO = `
    ldr x1, =0x09000000
    adr x2, text
1:  ldrb w3, [x2], #1
    cbz w3, 2f
    str w3, [x1]
    b 1b
2:  ldr x4, =vectors
    msr vbar_el1, x4
    svc #7
    ldr w0, =0x84000008
    hvc #0
text: .asciz "hé\\n"
    .align 11
vectors:
    .skip 0x200
    eret
`;

test('a program prints, takes an exception, switches the board off', () => {
  const { code, out } = boot(HELLO);
  expect(out).toBe(
    'hé\n26 instructions, 1 exception; halted: psci-off\n  SVC (ESR 0x56000007, FAR 0x0) at 0x40080024\n',
  );
  expect(code).toBe(0);
});

test('a text starts at _start, if it has one', () => {
  expect(boot('udf #0\n _start: wfi').out).toBe('1 instruction, 0 exceptions; halted: wfi\n');
});

test('of several processors each has its turn, though one waits for another in a loop', () => {
  const waits = `
    ldr x0, =0xc4000003\n mov x1, #1\n adr x2, second\n hvc #0
    adr x3, flag\n 1: ldar w4, [x3]\n cbz w4, 1b
    ldr w0, =0x84000008\n hvc #0
    second: adr x3, flag\n mov w4, #1\n stlr w4, [x3]\n wfi
    .balign 16\n flag: .word 0`;
  expect(boot(waits, '--cpus', '2').out).toMatch(/halted: psci-off/);
});

test('as JSON', () => {
  expect(JSON.parse(boot(HELLO, '--json').out)).toEqual({
    console: 'hé\n',
    instructions: 26,
    exceptions: [{ esr: '0x56000007', far: '0x0', elr: '0x40080024' }],
    halted: 'psci-off',
  });
});

describe('how it ends otherwise', () => {
  test.each([
    ['b .', ['--max-instructions', '1000'], '1000 instructions, 0 exceptions; halted: limit\n', 3],
    ['wfi', [], '1 instruction, 0 exceptions; halted: wfi\n', 0],
    ['wfe', [], '1 instruction, 0 exceptions; halted: wfe\n', 0],
  ])('%s', (source, options, out, code) => {
    expect(boot(source, ...options)).toEqual({ code, out, err: '' });
  });

  test('in exceptions without end', () => {
    const { code, out } = boot('udf #0');
    expect(code).toBe(1);
    expect(out).toBe(
      '1 instruction, 2 exceptions; halted: exception-loop\n' +
        '  undefined instruction (ESR 0x2000000, FAR 0x0) at 0x40080000\n' +
        '  instruction abort: nothing answers at the physical address (ESR 0x86000010, FAR 0x200) at 0x200\n',
    );
  });
});

describe('what cannot be booted is said', () => {
  test.each([
    [
      'frob x0\n b nowhere',
      [],
      'it cannot be assembled\nprogram.s:1:1: there is no instruction frob\nprogram.s:2:4: expected a symbol that is defined, not nowhere',
    ],
    ['nop', ['--ram', '0'], '--ram takes a number from 1 to 4096, not 0'],
    ['nop', ['--cpus', '9'], '--cpus takes a number from 1 to 8, not 9'],
    [
      'nop',
      ['--max-instructions', 'many'],
      `--max-instructions takes a number from 1 to ${Number.MAX_SAFE_INTEGER}, not many`,
    ],
    [
      '.skip 0x100000',
      ['--ram', '1'],
      'program.s: the image goes to 0x40080000–0x40180000, and RAM is 0x40000000–0x40100000',
    ],
    [new Uint8Array(0), [], 'program.bin: the file is empty'],
    [Uint8Array.of(0x7f, 0x45, 0x4c, 0x46), [], 'program.bin: the ELF header is cut off'],
  ])('%s', (file, options, message) => {
    expect(boot(file, ...options)).toEqual({ code: 2, out: '', err: `tagscope: ${message}\n` });
  });
});

test('the device tree says how much RAM there is', () => {
  // Its address is in X0; of the blob's bytes, the program prints those that spell the boot arguments.
  const find = `
    ldr x1, =0x09000000
    ldr w2, [x0, #4]
    rev w2, w2
    add x2, x0, x2
    ldr w5, =0x676f6174   // "taog"
1:  ldr w3, [x0], #4
    cmp w3, w5
    b.eq 2f
    cmp x0, x2
    b.lo 1b
2:  ldrb w3, [x0, #-4]
    add x0, x0, #1
    cbz w3, 3f
    str w3, [x1]
    b 2b
3:  wfi
`;
  expect(boot(find, '--bootargs', 'taogpcs').out).toMatch(/^taogpcs\n/);
});
