/**
 * Random programs of tag instructions, each run on a bare processor and as a guest of the modelled KVM, a page of which (its code, its
 * translation table, its data) is swapped out at a random moment, in front of an instruction or between two accesses of one: registers, memory and tags end alike. Whatever the host does, the guest cannot tell.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { assemble } from '../../arm/a64/assemble.ts';
import { Cpu } from '../../arm/cpu/cpu.ts';
import { PC, PSTATE, STUCK } from '../../arm/cpu/layout.ts';
import { Memory } from '../../arm/cpu/memory.ts';
import { Bench } from '../../arm/vectors/machine.ts';
import { initialState } from '../../step/step.ts';
import { read64 } from '../../step/wide.ts';
import type { State } from '../../machine/state.ts';
import type { System } from '../../step/system.ts';
import { guestRegister, onward } from '../guest-code.test-data.ts';
import { machineOf } from '../machine.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { guestBesideSwap } from './scenario.ts';

const MAIN = 'scenarios/guest-beside-swap/main.s';
const START = 'scenarios/guest-beside-swap/guest.c';
const IPA_BASE = 0x40000;
const PAGES = 3;
/** As KVM starts a vCPU: EL1 with its own SP, everything masked. */
const EL1_MASKED = 0x3c5n;
/** Pointers are X1 to X4, numbers X9 to X12. */
const pointer = fc.integer({ min: 1, max: 4 }).map((n) => `x${n}`);
const number = fc.integer({ min: 9, max: 12 }).map((n) => `x${n}`);
const tag = fc.integer({ min: 0, max: 15 });
const offset = fc.constantFrom(0, 16);

const instruction = fc.oneof(
  fc.tuple(pointer, pointer, number).map(([d, n, m]) => `irg ${d}, ${n}, ${m}`),
  fc.tuple(pointer, pointer, offset, tag).map(([d, n, by, t]) => `addg ${d}, ${n}, #${by}, #${t}`),
  fc.tuple(number, pointer, number).map(([d, n, m]) => `gmi ${d}, ${n}, ${m}`),
  fc.tuple(number, pointer, pointer).map(([d, n, m]) => `subps ${d}, ${n}, ${m}`),
  fc
    .tuple(fc.constantFrom('stg', 'st2g', 'stzg', 'stz2g'), pointer, pointer, offset)
    .map(([name, t, n, by]) => `${name} ${t}, [${n}, #${by}]`),
  fc.tuple(pointer, pointer, offset).map(([t, n, by]) => `ldg ${t}, [${n}, #${by}]`),
  fc.tuple(fc.constantFrom('ldgm', 'stgm'), number, pointer).map(([name, t, n]) => `${name} ${t}, [${n}]`),
  fc
    .tuple(fc.constantFrom('str', 'ldr'), number, pointer, fc.constantFrom(0, 8, 12))
    .map(([name, t, n, by]) => `${name} ${t.replace('x', 'w')}, [${n}, #${by}]`),
  fc
    .tuple(fc.constantFrom('stp', 'stgp'), number, number, pointer)
    .map(([name, t, u, n]) => `${name} ${t}, ${u}, [${n}]`),
  fc
    .tuple(number, fc.constantFrom(1, 2, 3), pointer)
    .map(([t, by, n]) => `ldp ${t}, x${((Number(t.slice(1)) - 9 + by) % 4) + 9}, [${n}]`),
  fc.tuple(fc.constantFrom('zva', 'gva', 'gzva'), pointer).map(([name, n]) => `dc ${name}, ${n}`),
  fc.tuple(number, pointer).map(([t, n]) => `stzgm ${t}, [${n}]`),
);

/** A program: its faults are gone on behind, and mixed into X22. */
function programOf(lines: readonly string[], seed: number): string {
  return `
main:   ldr     x9, =${seed}
        msr     rgsr_el1, x9
        mov     x9, #1
        msr     gcr_el1, x9
        adr     x0, data
        mov     sp, x0
        add     x1, x0, #0x100
        add     x2, x0, #0x110
        addg    x3, x1, #0x20, #3
        irg     x4, x1
        b       body
        .ltorg
body:   ${lines.join('\n        ')}
        ldr     xzr, [sp]               // the page is there at the end
        b       off
fault:  mrs     x20, esr_el1
        mrs     x21, far_el1
        eor     x22, x20, x22, ror #7
        eor     x22, x21, x22, ror #7
        mrs     x23, elr_el1
        add     x23, x23, #4
        msr     elr_el1, x23
        eret
`;
}

/** What a run leaves: X1 to X30 (X0 has the call that ended it), and the page of data with its tags. */
interface Left {
  readonly registers: readonly string[];
  readonly data: string;
  readonly tags: string;
}

const REGISTERS = Array.from({ length: 30 }, (_, i) => i + 1);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function onBareProcessor(main: string): Left {
  const texts = scenarioSources('guest-beside-swap').filter(({ path }) => path.endsWith('.s'));
  const made = assemble(
    texts.map(({ path, text }) => (path === MAIN ? main : text)).join('\n'),
    BigInt(IPA_BASE),
  );
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  const bench = new Bench(PAGES);
  for (let page = 0; page < PAGES; page++)
    bench.data(page).set(made.image.subarray(4096 * page, 4096 * (page + 1)));
  bench.set(PC, BigInt(IPA_BASE));
  bench.set(PSTATE, EL1_MASKED);
  const map = { base: IPA_BASE, frames: PAGES, dataPage: 0, tagsPage: PAGES, devices: [] };
  const cpu = new Cpu(new Memory(bench.machine, map), 0, {
    hypercall: (caller) => {
      caller.stop(STUCK);
      return true;
    },
    exception: () => undefined,
  });
  cpu.run(5_000);
  cpu.save();
  const { words } = bench.machine;
  return {
    registers: REGISTERS.map((x) => `X${x} ${read64(words, 2 * x).toString(16)}`),
    data: hex(bench.machine.page(2)),
    tags: hex(bench.machine.page(PAGES + 2)),
  };
}

/** As a guest, one of its pages (0: code, 1: table, 2: data) swapped out in front of the access at `moment` of all that it makes (0: the first, 1: the last). */
function asGuest(main: string, release: string, page: number, moment: number): Left {
  const start = scenarioSources('guest-beside-swap').find(({ path }) => path === START)?.text ?? '';
  const edited = new Map([
    [MAIN, main],
    [START, start.replace('USER_BASE + 2 * PAGE_SIZE', `USER_BASE + ${page} * PAGE_SIZE`)],
  ]);
  const system = machineOf(guestBesideSwap, release, { edited });
  const alone = onward(system, initialState(system), 0);
  const points = alone.labels.flatMap((label, i) => (label.startsWith('A64 ') ? [i] : []));
  const last = alone.labels.findLastIndex((label) => label === 'A64 ldr xzr, [sp]');
  const at = points[Math.floor(moment * points.filter((i) => i <= last).length)] ?? 0;
  const before = alone.states[at];
  if (before === undefined || last < 0) throw new Error('the guest does not come to its end');
  const { end } = onward(system, onward(system, before, 1).end, 0);
  return {
    registers: REGISTERS.map((x) => `X${x} ${guestRegister(system, end, x).toString(16)}`),
    ...dataOf(system, end),
  };
}

function dataOf({ program: { globals, constants } }: System, { words, pages }: State) {
  const pte = read64(words, (globals.get('mms')?.address ?? NaN) + 2 * 2);
  const frame = Number((pte >> 12n) & 0xfffn) - Number(constants.get('PFN_BASE'));
  const page = (name: string): string =>
    hex(pages[(globals.get(name)?.address ?? NaN) + frame] ?? new Uint8Array());
  return { data: page('frame_data'), tags: page('frame_tags') };
}

const program = fc.record({
  lines: fc.array(instruction, { minLength: 5, maxLength: 40 }),
  seed: fc.integer({ min: 0x100, max: 0xffff00 }),
  page: fc.nat(2),
  moment: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

test.each(['v11', newest.id])(
  'on %s a guest ends as on a bare processor, whichever page is swapped out, and when',
  (release) => {
    fc.assert(
      fc.property(program, ({ lines, seed, page, moment }) => {
        const main = programOf(lines, seed);
        expect(asGuest(main, release, page, moment)).toEqual(onBareProcessor(main));
      }),
      { numRuns: 8, seed: 8 },
    );
  },
);

test('on v4 it does not', () => {
  const main = programOf(['stg x3, [x3]', 'str w9, [x3]'], 0x100);
  const bare = onBareProcessor(main).registers;
  const guests = [0.85, 0.9, 0.95].map((moment) => asGuest(main, 'v4', 2, moment).registers);
  expect(guests.some((registers) => registers.join() !== bare.join())).toBe(true);
});
