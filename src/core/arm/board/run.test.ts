import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyState, sameState } from '../../machine/state.ts';
import { Stops } from '../cpu/stops.ts';
import { startWith, textOf } from './board.test-data.ts';
import { watchNext } from './look.ts';
import { Run } from './run.ts';
import { IMAGE_BASE } from './virt.ts';

/** Both processors count, print digits and take exceptions, the second one after the first has started it. */
const BUSY = `
    ldr x9, =0x09000000
    ldr x4, =vectors
    msr vbar_el1, x4
    ldr x0, =0xc4000003
    mov x1, #1
    adr x2, work
    mov x3, #26
    hvc #0
    mov x0, #10
    work: ldr x9, =0x09000000
    ldr x4, =vectors
    msr vbar_el1, x4
    mov x5, x0
    1: subs x5, x5, #1\n b.eq work2
    and w6, w5, #7\n add w6, w6, #'0'\n str w6, [x9]
    tst x5, #3\n b.ne 1b
    svc #3\n b 1b
    work2: mov x0, #13\n b work
    .align 11
    vectors: .skip 0x200
    eret`;

/** All that a run shows. */
function shown(run: Run) {
  const { taken, instructions, sent, exceptions, exceptionCount, choices, halted } = run;
  const last = run.lastExceptions.items;
  return { taken, instructions, sent, exceptions, last, exceptionCount, choices, halted };
}

/** Runs by turns. */
function goOn(run: Run, count: number): void {
  let left = count;
  for (let turn = run.next; left > 0 && turn !== null; turn = run.next)
    left -= run.take(turn.cpu, Math.min(left, turn.count));
}

describe('going back', () => {
  test('is as if what came later had never been, and what is run then is what was run', () => {
    const start = startWith(BUSY, 2);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4000), fc.nat(4000)), { maxLength: 4 }), (moves) => {
        const run = new Run(start, 97);
        for (const [on, back] of moves) {
          goOn(run, on);
          run.backTo(Math.max(0, run.taken - back));
        }
        const straight = new Run(start);
        goOn(straight, run.taken);
        expect(shown(run)).toEqual(shown(straight));
        expect(sameState(run.state, straight.state)).toBe(true);
      }),
      { numRuns: 40, seed: 20211120 },
    );
  });

  test('reaches any moment, though of many keyframes only some are kept', () => {
    const run = new Run(startWith(BUSY), 64);
    goOn(run, 50_000);
    const straight = new Run(startWith(BUSY));
    goOn(straight, 49_000);
    run.backTo(49_000);
    expect(shown(run)).toEqual(shown(straight));
    expect(textOf(run)).toMatch(/^[0-7]+$/);
  });

  test('of what was sent the last bytes are there, though not all are kept', () => {
    const start = startWith(BUSY);
    const run = new Run(start, 97, 16);
    goOn(run, 5000);
    expect(run.sent.length).toBeGreaterThanOrEqual(16);
    expect(run.sent.length).toBeLessThan(32);
    for (const at of [4990, 4700, 100]) {
      run.backTo(at);
      const straight = new Run(start);
      goOn(straight, at);
      expect(run.output.count).toBe(straight.sent.length);
      expect(straight.sent.slice(straight.sent.length - run.sent.length)).toEqual(run.sent);
    }
  });

  test('past an instruction that could not be fetched forgets that too', () => {
    const run = new Run(startWith('mov x1, #4\n br x1'));
    goOn(run, 3);
    expect([run.taken, run.instructions, run.exceptionCount]).toEqual([3, 2, 1]);
    run.backTo(2);
    expect([run.taken, run.instructions, run.exceptionCount]).toEqual([2, 2, 0]);
  });
});

describe('stops', () => {
  test('a run that stops now and then is the run that does not', () => {
    const start = startWith(BUSY, 2);
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 4 }), fc.nat(3000), (places, count) => {
        const stops = new Stops(places.map((place) => BigInt(IMAGE_BASE + 4 * place)));
        const [stopped, straight] = [new Run(start, 97), new Run(start)];
        let left = count;
        for (let turn = stopped.next; left > 0 && turn !== null; turn = stopped.next) {
          const asked = Math.min(left, turn.count);
          const ran = stopped.take(turn.cpu, asked, stops);
          left -= ran;
          // It stands before one of them: over it.
          if (ran < asked && stopped.running.includes(turn.cpu)) left -= stopped.take(turn.cpu, 1);
        }
        goOn(straight, count);
        expect(shown(stopped)).toEqual(shown(straight));
        expect(sameState(stopped.state, straight.state)).toBe(true);
      }),
      { numRuns: 60, seed: 20211120 },
    );
  });

  test('are addresses of 64 bits', () => {
    const run = new Run(startWith('nop\n nop\n nop'));
    expect(run.take(0, 3, new Stops([BigInt(IMAGE_BASE + 4) | (1n << 32n)]))).toBe(3);
    run.backTo(0);
    expect(run.take(0, 3, new Stops([BigInt(IMAGE_BASE + 4)]))).toBe(1);
  });
});

describe('what the next instruction would do', () => {
  test('is watched on a copy: nothing is sent, nothing changed', () => {
    const run = new Run(startWith("ldr x1, =0x09000000\n mov x2, #'!'\n str x2, [x1]\n svc #1"));
    goOn(run, 2);
    const before = copyState(run.state);
    const store = watchNext(run.state, 0);
    expect(store.text).toBe('str x2, [x1]');
    expect(store.accesses).toMatchObject([
      { pointer: 0x09000000n, write: true, unchecked: ['MMU off', 'ATA', 'TCF', 'TBI0'] },
    ]);
    expect(run.sent).toEqual([]);
    expect(sameState(run.state, before)).toBe(true);
    goOn(run, 1);
    expect(watchNext(run.state, 0).exception?.esr).toBe(0x56000001);
  });
});

describe('turns', () => {
  test('a processor that waits for another in a loop gives it its turn', () => {
    const run = new Run(
      startWith(
        `ldr x0, =0xc4000003\n mov x1, #1\n adr x2, second\n hvc #0
        adr x3, flag\n 1: ldar w4, [x3]\n cbz w4, 1b
        ldr w0, =0x84000008\n hvc #0
        second: adr x3, flag\n mov w4, #1\n stlr w4, [x3]\n 2: wfi\n b 2b
        .balign 16\n flag: .word 0`,
        2,
      ),
    );
    goOn(run, 10_000);
    expect(run.halted).toBe('psci-off');
    expect(run.choices.map(({ cpu }) => cpu)).toEqual([0, 1, 0]);
  });
});
