import { describe, expect, test } from 'vitest';
import { ldg, loadByte, stg } from './access.ts';
import { assemble } from './a64/assemble.ts';
import { Cpu, type ExceptionRecord, type ExitRecord } from './cpu/cpu.ts';
import { CPU_WORDS, EXITED, PC, PSTATE, RUNS, slotNamed } from './cpu/layout.ts';
import { Memory } from './cpu/memory.ts';
import { resetValues } from './cpu/system-registers.ts';
import {
  FRAMES,
  GUEST_TABLE,
  IPA,
  USER,
  USER_TABLE,
  call,
  guestEntry,
  hardware,
  machineWith,
  tagged,
  userEntry,
} from './hand-made.test-data.ts';
import { Machine } from '../machine/machine.ts';
import { stageTwoOf } from './stage-two.ts';

/** Page 0 of the guest holds its table and the program, page 1 data; page 2 stage 2 does not map. */
const CODE = IPA + 0x800n;
const DATA = IPA + 0x1000n;
const UNMAPPED = IPA + 0x2000n;
/** Frame 2 is the guest's page 1, and the user's page 0. */
const DATA_FRAME = 2;

/** The hand-made machine with a vCPU behind the words it has; X1 is DATA with tag 5. */
function guest(source: string, entries: readonly bigint[], guestTags = true) {
  const made = machineWith({ user: [userEntry({ frame: DATA_FRAME })], guest: entries, guestTags });
  const firstWord = made.words.length;
  const words = new Uint32Array(firstWord + CPU_WORDS);
  words.set(made.words);
  const machine = new Machine({ words, pages: made.state.pages }, []);
  const set = (slot: number, value: bigint): void => {
    words[firstWord + 2 * slot] = Number(BigInt.asUintN(32, value));
    words[firstWord + 2 * slot + 1] = Number(value >> 32n);
  };
  for (const { slot, value } of resetValues()) set(slot, value);
  const assembled = assemble(source, CODE);
  if ('complaints' in assembled) throw new Error(assembled.complaints[0]?.message);
  const page = machine.ownPage(hardware.dataPage);
  page.set(assembled.image, 0x800);
  // A block of 1 GiB at the IPA's start, AttrIndx 0, access flag.
  new DataView(page.buffer).setBigUint64(8, IPA | 0x401n, true);
  const { dataPage, tagsPage } = hardware;
  const memory = new Memory(machine, {
    base: 0,
    frames: FRAMES,
    dataPage,
    tagsPage,
    devices: [],
    stageTwo: stageTwoOf(machine, hardware, GUEST_TABLE),
  });
  set(slotNamed('ttbr0_el1'), IPA);
  set(slotNamed('tcr_el1'), 25n | (1n << 37n) | (1n << 23n));
  set(slotNamed('mair_el1'), 0xf0n);
  set(slotNamed('sctlr_el1'), 1n | (1n << 43n) | (1n << 40n));
  set(1, tagged(DATA, 5));
  set(2, 0xaan);
  set(3, UNMAPPED);
  set(PC, CODE);
  set(PSTATE, 0x3c5n);
  const exits: ExitRecord[] = [];
  const exceptions: ExceptionRecord[] = [];
  const cpu = new Cpu(memory, firstWord, {
    hypercall: () => false,
    exception: (record) => exceptions.push(record),
    exit: (record) => exits.push(record),
  });
  const userDoes = (primitive: typeof ldg, ...args: bigint[]): unknown =>
    call(primitive(hardware, 'user'), machine, USER_TABLE, ...args);
  return { machine, cpu, exits, exceptions, userDoes };
}

const both = [guestEntry(0, true, true), guestEntry(DATA_FRAME, true, true)];

describe('the guest and the user of one frame', () => {
  test("a tag that the guest's STG writes is the one that the user reads and is checked by", () => {
    const { cpu, userDoes } = guest('stg x1, [x1]\n strb w2, [x1, #3]', both);
    cpu.run(2);
    expect(userDoes(ldg, USER)).toBe(5);
    expect(userDoes(loadByte, tagged(USER, 5) + 3n)).toBe(0xaa);
    expect(userDoes(loadByte, tagged(USER, 6) + 3n)).toBeLessThan(0);
  });

  test("a tag that the user's STG writes is checked by the guest's load", () => {
    const { cpu, exceptions, userDoes } = guest('ldrb w0, [x1]\n ldrb w0, [x1]', both);
    userDoes(stg, USER, 5n);
    cpu.run(1);
    expect(exceptions).toEqual([]);
    userDoes(stg, USER, 6n);
    cpu.run(1);
    expect(exceptions).toMatchObject([{ esr: 0x96000011, far: tagged(DATA, 5) }]);
  });

  test.each([
    ['HCR_EL2.ATA is clear', both, false],
    [
      'stage 2 says the memory is not Normal',
      [both[0] ?? 0n, guestEntry(DATA_FRAME, true, true) & ~0x3cn],
      true,
    ],
  ])('no check where %s', (_, entries, guestTags) => {
    const { cpu, exceptions, userDoes } = guest('ldrb w0, [x1]', entries, guestTags);
    userDoes(stg, USER, 6n);
    cpu.run(1);
    expect(exceptions).toEqual([]);
  });
});

describe('a fault of stage 2 leaves the guest, which has done nothing', () => {
  test('translation: KVM maps the page, and the instruction goes through', () => {
    const { cpu, exits, exceptions, machine } = guest('ldr x0, [x3, #8]', both, false);
    expect(cpu.run(1)).toBe(1);
    // ISV, 8 bytes, X0, 64 bits; translation fault, level 3.
    expect(exits).toEqual([{ esr: 0x93c08007, far: UNMAPPED + 8n, ipa: Number(UNMAPPED + 8n) }]);
    expect(exceptions).toEqual([]);
    expect(cpu.pc).toBe(CODE);
    expect([cpu.waiting, cpu.run(5)]).toEqual([EXITED, 0]);
    const entry = guestEntry(1, true, true);
    machine.words[GUEST_TABLE + 4] = Number(entry & 0xffffffffn);
    machine.words[GUEST_TABLE + 5] = Number(entry >> 32n);
    cpu.stop(RUNS);
    cpu.run(1);
    expect(exits).toHaveLength(1);
    expect(cpu.pc).toBe(CODE + 4n);
  });

  test('permission: a store to what stage 2 lets only be read', () => {
    const { cpu, exits, machine } = guest('strb w2, [x3, #1]!', [...both, guestEntry(1, true, false)]);
    const before = machine.page(hardware.dataPage + 1).slice();
    cpu.run(1);
    expect(exits).toMatchObject([{ esr: 0x9200004f, ipa: Number(UNMAPPED) + 1 }]);
    expect(machine.page(hardware.dataPage + 1)).toEqual(before);
    expect(cpu.wide(3)).toBe(UNMAPPED);
  });

  test('of a page unmapped between two instructions: no translation is kept', () => {
    const { cpu, exits, machine } = guest('ldrb w0, [x1]\n ldrb w0, [x1]', both, false);
    cpu.run(1);
    machine.words[GUEST_TABLE + 2] = 0;
    cpu.run(1);
    expect(exits).toMatchObject([{ esr: 0x93000007 }]);
  });

  test('cache maintenance: CM, and WnR whatever it does', () => {
    const { cpu, exits } = guest('dc cvac, x3', both, false);
    cpu.run(1);
    expect(exits).toMatchObject([{ esr: 0x92000147, ipa: Number(UNMAPPED) }]);
  });

  test("of the walk's own read: S1PTW", () => {
    const { cpu, exits } = guest('nop', [0n]);
    cpu.run(1);
    expect(exits).toEqual([{ esr: 0x82000087, far: CODE, ipa: Number(IPA) + 8 }]);
  });
});
