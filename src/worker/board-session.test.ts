import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAIN_BOARD } from '../core/arm/board/board.ts';
import { assembledImage, rawImage, type Image } from '../core/arm/board/image.ts';
import { notesAndReads } from '../core/arm/board/async.test-data.ts';
import { IMAGE_BASE } from '../core/arm/board/virt.ts';
import type { BoardView, FromBoard, Go, ToBoard } from './board-messages.ts';
import { BoardSession } from './board-session.ts';

function imageOf(source: string): Image {
  const image = assembledImage(source, IMAGE_BASE);
  if ('complaints' in image) throw new Error(image.complaints[0]?.message);
  return image;
}

/** A session as the page has it: what it last said, and a clock that stands. */
class Seat {
  readonly said: FromBoard[] = [];
  readonly session = new BoardSession(
    (message) => this.said.push(message),
    () => this.clock,
  );
  clock = 0;

  constructor(source: string, cpus = 1) {
    const options = { ...PLAIN_BOARD, ramMib: 1, cpus };
    this.session.load({ image: imageOf(source), options, look: null });
  }
  hear(message: ToBoard): void {
    this.session.hear(message);
  }
  /** Goes until it stands, or so many slices have passed. */
  go(go: Go, slices = 1000): BoardView {
    this.hear({ kind: 'go', go });
    for (let i = 0; i < slices && this.session.isRunning; i++) this.session.advance(1000);
    return this.view;
  }
  get view(): BoardView {
    const last = this.said.findLast(({ kind }) => kind === 'view');
    if (last?.kind !== 'view') throw new Error('nothing was shown');
    return last.view;
  }
  get pc(): bigint {
    return this.view.mark.cpus[this.view.look.cpu]?.pc ?? 0n;
  }
  register(name: string): bigint {
    const { general, system } = this.view.mark;
    return [...general, ...system].find((one) => one.name === name)?.value ?? -1n;
  }
}

const at = (instruction: number): bigint => BigInt(IMAGE_BASE + 4 * instruction);
const ON: Go = { kind: 'on' };
const STEP: Go = { kind: 'step' };
const OVER: Go = { kind: 'over' };
const OFF = 'ldr w0, =0x84000008\n hvc #0';
const PRINT = `ldr x9, =0x09000000\n mov w1, #'h'\n str w1, [x9]\n mov w1, #'i'\n str w1, [x9]\n ${OFF}`;
/** Counts down from the argument on the stack, recursively; the call is instruction 2. */
const RECURSION = `
    ldr x1, =0x40090000\n mov sp, x1
    bl down
    mov x2, #7\n wfi
    down: stp x0, x30, [sp, #-16]!
    add x3, x3, #1
    cmp x3, #5\n b.ge 1f
    bl down
    1: ldp x0, x30, [sp], #16
    ret`;
const LOOP = 'mov x1, #0\n 1: add x1, x1, #1\n b 1b';

describe('a program that prints and powers off', () => {
  test('stands before its first instruction with its code in view', () => {
    const { view, pc } = new Seat(PRINT);
    expect(view.status).toEqual({ kind: 'stopped', why: 'start' });
    expect(pc).toBe(at(0));
    expect(view.mark.code.find(({ address }) => address === at(2))?.text).toBe('str w1, [x9]');
    expect(view).toMatchObject({ instructions: 0, canGoBack: false, exceptions: 0, speed: null });
  });

  test('runs to its end with its text in the console', () => {
    const view = new Seat(PRINT).go(ON);
    expect(view.status).toEqual({ kind: 'halted', halt: 'psci-off' });
    expect(view.console).toEqual({ text: 'hi', before: 0 });
    expect(view.instructions).toBe(7);
  });

  test('goes back instruction by instruction, and what was sent comes back', () => {
    const seat = new Seat(PRINT);
    seat.go(ON);
    const texts = [];
    while (seat.view.canGoBack) {
      seat.hear({ kind: 'back' });
      texts.push(seat.view.console.text);
    }
    expect(texts).toEqual(['hi', 'hi', 'h', 'h', '', '', '']);
    expect(seat.view.status).toEqual({ kind: 'stopped', why: 'start' });
    expect(seat.go(ON).console.text).toBe('hi');
  });

  test('is not gone back in at its start, nor gone on in at its end', () => {
    const seat = new Seat(PRINT);
    seat.hear({ kind: 'back' });
    expect(seat.view.instructions).toBe(0);
    seat.go(ON);
    expect(seat.go(STEP).instructions).toBe(7);
    expect(seat.go(ON).status).toEqual({ kind: 'halted', halt: 'psci-off' });
  });
});

describe('stepping', () => {
  test('marks what the instruction changed', () => {
    const seat = new Seat('mov x1, #5\n mov x2, #6\n wfi');
    seat.go(STEP);
    const changed = () => seat.view.mark.general.filter((one) => one.changed).map(({ name }) => name);
    expect(changed()).toEqual(['X1', 'PC']);
    seat.go(STEP);
    expect(changed()).toEqual(['X2', 'PC']);
    expect(seat.go(STEP).status).toEqual({ kind: 'halted', halt: 'wfi' });
  });

  test('says what the instruction did to memory, and why it was not checked', () => {
    const seat = new Seat('ldr x1, =0x40090000\n str x1, [x1]\n svc #1');
    expect(seat.view.last).toBeNull();
    seat.go(STEP);
    const last = seat.go(STEP).last;
    expect(last).toMatchObject({ cpu: 0, step: { text: 'str x1, [x1]' } });
    expect(last?.step.checks[0]?.unchecked[0]).toBe('the MMU is off: no memory is Tagged');
    expect(seat.go(STEP).last?.step.exception).toBe('SVC');
    seat.hear({ kind: 'back' });
    expect(seat.view.last?.step.text).toBe('str x1, [x1]');
  });

  test('over a call comes out behind it, though it calls itself', () => {
    const seat = new Seat(RECURSION);
    seat.go(STEP);
    seat.go(STEP);
    seat.go(OVER);
    expect(seat.pc).toBe(at(3));
    expect(seat.register('X3')).toBe(5n);
    // Inside: the inner calls come by the same return address, deeper in the stack.
    const inside = new Seat(RECURSION);
    while (inside.pc !== at(9)) inside.go(STEP);
    inside.go(OVER);
    expect(inside.pc).toBe(at(10));
    expect(inside.register('SP')).toBe(0x40090000n - 16n);
    expect(inside.register('X3')).toBe(5n);
  });

  test('over an exception comes out where its handler returns to', () => {
    const seat = new Seat(`
      adr x1, vectors\n msr vbar_el1, x1
      svc #1
      mov x2, #1\n wfi
      .align 11\n vectors: .skip 0x200\n mov x3, #9\n eret`);
    seat.go(STEP);
    seat.go(STEP);
    const { exceptions, lastExceptions } = seat.go(OVER);
    expect(seat.pc).toBe(at(3));
    expect(seat.register('X3')).toBe(9n);
    expect(exceptions).toBe(1);
    expect(lastExceptions).toMatchObject([{ number: 1, name: 'SVC' }]);
  });

  test('over what is no call is a step', () => {
    const seat = new Seat('nop\n b .');
    seat.go(OVER);
    seat.go(OVER);
    expect(seat.view.instructions).toBe(2);
  });

  test('over a call whose end is never reached stops at a breakpoint', () => {
    const seat = new Seat('bl 1f\n nop\n 1: nop\n b 1b');
    seat.hear({ kind: 'breakpoints', addresses: [at(3)] });
    expect(seat.go(OVER).status).toEqual({ kind: 'stopped', why: 'breakpoint' });
    expect(seat.pc).toBe(at(3));
  });
});

describe('a run without end', () => {
  test('goes on until it is told to stop, and says how fast it is', () => {
    const seat = new Seat(LOOP);
    seat.go(ON, 3);
    expect(seat.session.isRunning).toBe(true);
    seat.clock = 150;
    seat.session.advance(1000);
    const progress = seat.said.at(-1);
    expect(progress).toMatchObject({
      kind: 'progress',
      progress: { status: { kind: 'running' }, instructions: 4001 },
    });
    seat.clock = 200;
    seat.hear({ kind: 'stop' });
    expect(seat.session.isRunning).toBe(false);
    expect(seat.view).toMatchObject({ status: { kind: 'stopped', why: 'asked' }, instructions: 4001 });
    expect(seat.view.speed).toBe(4001 / 0.2);
  });

  test('stops before a breakpoint that is set while it runs, and goes on from there', () => {
    const seat = new Seat(LOOP);
    seat.go(ON, 3);
    seat.hear({ kind: 'breakpoints', addresses: [at(2)] });
    seat.session.advance(1000);
    expect(seat.view.status).toEqual({ kind: 'stopped', why: 'breakpoint' });
    const before = seat.register('X1');
    seat.go(ON);
    expect(seat.register('X1')).toBe(before + 1n);
    expect(seat.pc).toBe(at(2));
  });

  test('runs to a line, which is no breakpoint afterwards', () => {
    const seat = new Seat(LOOP);
    expect(seat.go({ kind: 'to', address: at(2) }).status).toEqual({ kind: 'stopped', why: 'there' });
    expect(seat.register('X1')).toBe(1n);
    seat.go(ON, 2);
    expect(seat.session.isRunning).toBe(true);
  });
});

describe('two processors', () => {
  const TWO = `
    ldr x0, =0xc4000003\n mov x1, #1\n adr x2, second\n hvc #0
    1: add x5, x5, #1\n b 1b
    second: add x6, x6, #1\n b second`;

  test('have each its turn; a breakpoint says whose it was', () => {
    const seat = new Seat(TWO, 2);
    seat.hear({ kind: 'breakpoints', addresses: [at(7)] });
    seat.go(ON);
    expect(seat.view.look.cpu).toBe(1);
    expect(seat.pc).toBe(at(7));
    expect(seat.register('X6')).toBe(1n);
    seat.hear({ kind: 'look', look: { ...seat.view.look, cpu: 0 } });
    expect(seat.register('X5')).toBe(498n);
  });

  test('are stepped one by one, and gone back in in that order', () => {
    const seat = new Seat(TWO, 2);
    for (let i = 0; i < 4; i++) seat.go(STEP);
    expect(seat.view.mark.cpus.map(({ waits }) => waits)).toEqual([null, null]);
    seat.hear({ kind: 'look', look: { ...seat.view.look, cpu: 1 } });
    seat.go(STEP);
    expect(seat.register('X6')).toBe(1n);
    seat.hear({ kind: 'look', look: { ...seat.view.look, cpu: 0 } });
    seat.hear({ kind: 'back' });
    expect(seat.view.look.cpu).toBe(1);
    expect(seat.register('X6')).toBe(0n);
  });

  test('one that is off cannot be stepped', () => {
    const seat = new Seat(TWO, 2);
    seat.hear({ kind: 'look', look: { ...seat.view.look, cpu: 1 } });
    expect(seat.view.mark.cpus[1]?.waits).toBe('is off');
    expect(seat.go(STEP).instructions).toBe(0);
  });
});

test('however one goes forth and back, the program ends as it does in one go', () => {
  const program = `
    adr x1, vectors\n msr vbar_el1, x1
    ldr x1, =0x40090000\n mov sp, x1
    ldr x9, =0x09000000
    bl down
    svc #1
    add w1, w3, #'0'\n str w1, [x9]
    ${OFF}
    down: stp x0, x30, [sp, #-16]!
    add x3, x3, #1\n str w3, [x9]
    cmp x3, #3\n b.ge 1f
    bl down
    1: ldp x0, x30, [sp], #16
    ret
    .ltorg
    .align 11\n vectors: .skip 0x200\n mov x4, #9\n eret`;
  const whole = new Seat(program).go(ON);
  expect(whole).toMatchObject({ status: { kind: 'halted', halt: 'psci-off' }, exceptions: 1 });
  const address = fc.nat(30).map(at);
  const asked: fc.Arbitrary<ToBoard> = fc.oneof(
    fc.constantFrom(ON, STEP, OVER).map((go) => ({ kind: 'go', go }) as const),
    address.map((to) => ({ kind: 'go', go: { kind: 'to', address: to } }) as const),
    fc.constantFrom({ kind: 'back' } as const, { kind: 'stop' } as const),
    fc.array(address, { maxLength: 3 }).map((addresses) => ({ kind: 'breakpoints', addresses }) as const),
    address.map((memory) => ({ kind: 'look', look: { cpu: 0, memory, code: null } }) as const),
  );
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 25 }), (messages) => {
      const seat = new Seat(program);
      for (const message of messages) {
        seat.hear(message);
        for (let i = 0; i < 20 && seat.session.isRunning; i++) seat.session.advance(7);
      }
      seat.hear({ kind: 'stop' });
      seat.hear({ kind: 'breakpoints', addresses: [] });
      const { instructions, exceptions, console: sent, status } = seat.go(ON);
      expect({ instructions, exceptions, sent, status }).toEqual({
        instructions: whole.instructions,
        exceptions: whole.exceptions,
        sent: whole.console,
        status: whole.status,
      });
    }),
    { numRuns: 60, seed: 20211120 },
  );
});

describe('a failed check that is only noted', () => {
  const READ: Go = { kind: 'read', cpu: 0, register: 'TFSR_EL1' };
  const PROGRAM = notesAndReads(90_000, 40_000);
  const STORE = 'str x12, [x1]';
  const seek = (seat: Seat, end: { kind: 'changes' | 'reads'; number: number } | null | undefined) => {
    if (end === null || end === undefined) throw new Error('nothing to go to');
    seat.hear({ kind: 'seek', place: { kind: end.kind, number: end.number } });
    for (let i = 0; i < 1000 && seat.session.isRunning; i++) seat.session.advance(10_000);
    return seat.view;
  };
  const breakpoint = (text: string): ToBoard => {
    const line = new Seat(PROGRAM).view.mark.code.find((one) => one.text === text);
    return { kind: 'breakpoints', addresses: [line?.address ?? 0n] };
  };

  test('stands joined with its store where the program reads it, leads there and back', () => {
    const seat = new Seat(PROGRAM);
    seat.hear(breakpoint('mrs x9, tfsr_el1'));
    expect(seat.go(ON).noted).toMatchObject([
      {
        register: 'TFSR_EL1',
        bit: 'TF0',
        set: { text: STORE, logical: 1, allocation: 0, isHere: false },
        read: null,
        isWritten: false,
      },
    ]);
    const { noted, instructions } = seat.go(STEP);
    expect(noted[0]?.read).toMatchObject({ text: 'mrs x9, tfsr_el1', isHere: true });
    // Behind the second read the first one stands, and behind MSR nothing.
    expect(seat.go(STEP).noted[0]?.read).toMatchObject({ text: 'mrs x10, tfsr_el1', isHere: true });
    expect(seat.go(STEP).noted).toMatchObject([{ isWritten: true, read: { text: 'mrs x9, tfsr_el1' } }]);
    expect(seat.go(STEP).noted).toEqual([]);

    const there = seek(seat, noted[0]?.set);
    const from = instructions + 3;
    expect(there.status).toEqual({ kind: 'stopped', why: 'noted', back: from - there.instructions });
    expect(there.last?.step).toMatchObject({ text: STORE, checks: [{ outcome: 'noted', logical: 1 }] });
    expect(there.noted).toMatchObject([{ set: { text: STORE, isHere: true }, read: null }]);
    expect(instructions - there.instructions).toBeGreaterThan(80_000);

    // On to where it is read, whatever lies between, in one slice or many.
    seat.hear({ kind: 'breakpoints', addresses: [] });
    const back = seat.go(READ);
    expect(back).toMatchObject({ status: { kind: 'stopped', why: 'read' }, instructions });
    expect(back.noted).toEqual(noted);
  });

  test('goes back to the read as well; the second store by that pointer is not the one', () => {
    const seat = new Seat(PROGRAM);
    seat.hear(breakpoint('msr tfsr_el1, xzr'));
    seat.go(ON);
    const [check] = seat.go(STEP).noted;
    const at = seek(seat, check?.read);
    expect(at.last?.step.text).toBe('mrs x9, tfsr_el1');
    seek(seat, check?.set);
    expect(seat.go(STEP).last?.step).toMatchObject({
      text: 'str x12, [x1, #16]',
      checks: [{ outcome: 'noted' }],
    });
    expect(seat.view.noted).toMatchObject([{ set: { text: STORE, isHere: false } }]);
  });

  test('nobody reads it any more: the program runs to its end', () => {
    const seat = new Seat(PROGRAM.replaceAll(/ mrs .*/gu, ' nop'));
    expect(seat.go(READ).status).toEqual({ kind: 'halted', halt: 'wfi' });
  });

  test('a breakpoint before the read comes first, one behind it does not', () => {
    const seat = new Seat(PROGRAM);
    seat.hear(breakpoint('str x12, [x1, #16]'));
    expect(seat.go(READ).status).toEqual({ kind: 'stopped', why: 'breakpoint' });
    seat.hear(breakpoint('msr tfsr_el1, xzr'));
    const view = seat.go(READ);
    expect(view.status).toEqual({ kind: 'stopped', why: 'read' });
    expect(view.last?.step.text).toBe('mrs x9, tfsr_el1');
  });

  test('looking for it stops at once, and the board stands where it did', () => {
    const seat = new Seat(PROGRAM);
    const ended = seat.go(ON);
    seat.hear({ kind: 'seek', place: { kind: 'changes', number: 1 } });
    seat.session.advance(10);
    expect(seat.session.isRunning).toBe(true);
    expect(seat.said.at(-1)).toMatchObject({ progress: { status: { kind: 'running', again: true } } });
    seat.hear({ kind: 'stop' });
    expect(seat.session.isRunning).toBe(false);
    expect(seat.view).toEqual(ended);
    expect(seek(seat, { kind: 'changes', number: 1 }).last?.step.text).toBe(STORE);
  });

  test('what there was not is not looked for', () => {
    const seat = new Seat(PROGRAM);
    seat.go(STEP);
    expect(seek(seat, { kind: 'reads', number: 7 }).instructions).toBe(1);
  });

  test('a bit that the program wrote itself is of no store', () => {
    const seat = new Seat('mov x1, #2\n msr tfsr_el1, x1\n mrs x2, tfsr_el1\n wfi');
    expect(seat.go(ON).noted).toMatchObject([{ bit: 'TF1', set: null, read: null }]);
  });
});

describe('memory', () => {
  test('is looked at by address or by a register, with what is no memory named', () => {
    const seat = new Seat('ldr x1, =0x40090000\n mov x2, #0x41\n str x2, [x1]\n wfi');
    seat.hear({ kind: 'look', look: { cpu: 0, memory: 1, code: null } });
    seat.go(ON);
    const [first] = seat.view.mark.memory;
    expect(first?.address).toBe(0x40090000n);
    expect(first?.found).toMatchObject({ tag: 0, tagged: false });
    expect('bytes' in (first?.found ?? {}) ? first?.found : null).toMatchObject({
      bytes: Uint8Array.of(0x41, ...new Array<number>(15).fill(0)),
    });
    const missing = (memory: bigint) => {
      seat.hear({ kind: 'look', look: { cpu: 0, memory, code: null } });
      const found = seat.view.mark.memory[0]?.found;
      return found !== undefined && 'missing' in found ? found.missing : null;
    };
    expect(missing(0x09000000n)).toMatch(/^a device/);
    expect(missing(0x10n)).toBe('nothing answers at this physical address');
    expect(missing(1n << 60n)).toBe('address size fault, level 0');
    expect(missing(0xffff_ffff_ffff_fff0n)).toBe('address size fault, level 0');
  });

  test('that nothing can be fetched from is listed so', () => {
    const seat = new Seat('nop');
    seat.hear({ kind: 'look', look: { cpu: 0, memory: 'sp', code: 0x1000n } });
    expect(seat.view.mark.code[0]).toEqual({ address: 0x1000n, word: null, text: '' });
  });
});

test('a console that has more than is shown says how much', () => {
  const seat = new Seat('ldr x9, =0x09000000\n 1: str w1, [x9]\n b 1b');
  seat.go(ON, 40);
  seat.hear({ kind: 'stop' });
  expect(seat.view.console.text).toHaveLength(16_384);
  expect(seat.view.console.before).toBe(3616);
});

test('an image that is not in RAM is refused in a sentence, and the board before goes on', () => {
  const seat = new Seat(LOOP);
  const image = rawImage(Uint8Array.of(1), 0x1000);
  seat.session.load({ image, options: PLAIN_BOARD, look: null });
  expect(seat.said.at(-1)).toEqual({
    kind: 'refused',
    why: 'the image goes to 0x1000–0x1001, and RAM is 0x40000000–0x48000000',
  });
  expect(seat.go(STEP).instructions).toBe(1);
});

test('before an image is loaded, whatever is asked does nothing', () => {
  const said: FromBoard[] = [];
  const session = new BoardSession(
    (message) => said.push(message),
    () => 0,
  );
  session.hear({ kind: 'go', go: ON });
  session.hear({ kind: 'back' });
  session.hear({ kind: 'stop' });
  session.advance(10);
  expect(said).toEqual([]);
});
