import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameState } from '../../machine/state.ts';
import { runToEnd, startWith, textOf } from './board.test-data.ts';
import { Run } from './run.ts';

/** The first processor starts the second at `second`, with X0 there as its own. */
const START_SECOND = `
    ldr x9, =0x09000000
    ldr x0, =0xc4000003
    mov x1, #1
    adr x2, second
    mov x3, #42
    hvc #0
`;
const SWITCH_OFF = 'ldr w0, =0x84000008\n hvc #0\n';

describe('PSCI', () => {
  const print = (source: string, cpus = 1): { text: string; halted: string | null } => {
    const run = new Run(
      startWith(`ldr x9, =0x09000000\n ${source}\n add w0, w0, #'0'\n str w0, [x9]\n ${SWITCH_OFF}`, cpus),
    );
    runToEnd(run, 1000);
    return { text: textOf(run), halted: run.halted };
  };
  test.each([
    [
      'version 1.1',
      'ldr w0, =0x84000000\n hvc #0\n lsr w1, w0, #16\n and w0, w0, #0xf\n add w0, w0, w1',
      '2',
    ],
    ['migration is not needed', 'ldr w0, =0x84000006\n hvc #0', '2'],
    ['SYSTEM_OFF is a feature', 'ldr w0, =0x8400000a\n ldr w1, =0x84000008\n hvc #0', '0'],
    ['MEM_PROTECT is none', 'ldr w0, =0x8400000a\n ldr w1, =0x84000013\n hvc #0\n neg w0, w0', '1'],
    ['an unknown call is not supported', 'ldr w0, =0x12345678\n hvc #0\n neg w0, w0', '1'],
    ['there is no second processor', 'ldr x0, =0xc4000003\n mov x1, #1\n hvc #0\n neg w0, w0', '2'],
    ['the first is on already', 'ldr w0, =0x84000003\n mov x1, #0\n hvc #0\n neg w0, w0', '4'],
    ['affinity: on', 'ldr w0, =0x84000004\n mov x1, #0\n hvc #0', '0'],
  ])('%s', (_, source, text) => {
    expect(print(source)).toEqual({ text, halted: 'psci-off' });
  });

  test('a second processor is off until it is started', () => {
    expect(print('ldr w0, =0x84000004\n mov x1, #1\n hvc #0', 2).text).toBe('1');
  });

  test('CPU_ON: EL1, MMU off, X0 as given; CPU_OFF ends it', () => {
    const run = new Run(
      startWith(
        `${START_SECOND}
        1: ldr w0, =0x84000004\n mov x1, #1\n hvc #0\n cbz x0, 1b
        ${SWITCH_OFF}
        second: ldr x9, =0x09000000
        str w0, [x9]
        mrs x1, currentel
        lsr x1, x1, #2
        add w1, w1, #'0'
        str w1, [x9]
        mrs x1, mpidr_el1
        and w1, w1, #0xff
        add w1, w1, #'0'
        str w1, [x9]
        ldr w0, =0x84000002
        hvc #0`,
        2,
      ),
    );
    runToEnd(run, 10);
    expect(textOf(run)).toBe('*11');
    expect(run.halted).toBe('psci-off');
  });

  test('a board whose processors are all off has ended', () => {
    const run = new Run(startWith('ldr w0, =0x84000002\n hvc #0'));
    runToEnd(run, 10);
    expect(run.halted).toBe('cpu-off');
  });
});

describe('an exception loop', () => {
  const haltOf = (before: string, at: string): string | null => {
    const run = new Run(
      startWith(
        `adr x1, vectors\n msr vbar_el1, x1\n add x1, x1, #0x1fc\n br x1
        .align 11\n vectors: .skip 0x1fc\n ${before}\n ${at}\n ${SWITCH_OFF}`,
      ),
    );
    runToEnd(run, 100, 1000);
    return run.halted;
  };
  test('is a vector whose instruction leads to itself', () => {
    expect(haltOf('nop', 'udf #0')).toBe('exception-loop');
    expect(haltOf('nop', 'svc #0')).toBe('exception-loop');
  });
  test('is not an exception just before the vector, whose ELR is the vector', () => {
    expect(haltOf('svc #0', 'nop')).toBe('psci-off');
  });
});

describe('two processors', () => {
  /** Both add 1 to a counter 200 times by exclusives; the first sends a quarter of it when the other is done. */
  const adds = (load: string, store: string): string => `
    ${START_SECOND}
    bl count
    1: adr x1, done\n ldar w2, [x1]\n cbz w2, 1b
    adr x1, counter\n ldr w2, [x1]\n lsr w2, w2, #2\n str w2, [x9]
    ${SWITCH_OFF}
    second: bl count
    adr x1, done\n mov w2, #1\n stlr w2, [x1]
    2: wfi\n b 2b
    count: adr x1, counter\n mov w3, #200
    3: ${load} w4, [x1]\n add w4, w4, #1\n ${store} [x1]\n ${store === 'str w4,' ? '' : 'cbnz w5, 3b'}
    subs w3, w3, #1\n b.ne 3b
    ret
    .balign 64
    counter: .word 0
    .balign 64
    done: .word 0`;

  test('exclusives lose no addition, however turns fall', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (turns) => {
        const run = new Run(startWith(adds('ldxr', 'stxr w5, w4,'), 2));
        for (let i = 0; run.halted === null && i < 20_000; i++)
          for (const cpu of run.running) run.take(cpu, turns[i % turns.length] ?? 1);
        expect(run.sent).toEqual([100]);
      }),
      { numRuns: 20, seed: 20211120 },
    );
  });

  test('keyframes change nothing: any moment is the same with them and without', () => {
    const start = startWith(adds('ldxr', 'stxr w5, w4,'), 2);
    const [often, never] = [new Run(start, 97), new Run(start)];
    let taken = 0;
    for (const run of [often, never]) {
      taken = 0;
      for (let i = 0; run.halted === null; i++)
        for (const cpu of run.running) taken += run.take(cpu, 1 + ((i * 7) % 11));
    }
    expect(often.choices).toEqual(never.choices);
    for (const at of [1, taken >> 2, taken >> 1, taken])
      expect(sameState(often.stateAt(at), never.stateAt(at))).toBe(true);
  });

  test('plain loads and stores do lose some', () => {
    const run = new Run(startWith(adds('ldr', 'str w4,'), 2));
    runToEnd(run, 2);
    expect(run.sent[0]).toBeLessThan(100);
  });

  test('WFE waits for SEV of the other, and an idle processor takes no turn', () => {
    const run = new Run(
      startWith(
        `${START_SECOND}
        wfe
        mov w0, #'!'\n str w0, [x9]
        ${SWITCH_OFF}
        second: sev\n wfi`,
        2,
      ),
    );
    run.take(0, 1000);
    expect(run.running).toEqual([1]);
    run.take(1, 1000);
    expect(run.running).toEqual([0]);
    run.take(0, 1000);
    expect(textOf(run)).toBe('!');
  });

  test('a store where the other has loaded exclusively wakes it from WFE', () => {
    const run = new Run(
      startWith(
        `${START_SECOND}
        adr x1, flag\n 1: ldxr w2, [x1]\n cbnz w2, 2f\n wfe\n b 1b
        2: str w2, [x9]\n ${SWITCH_OFF}
        second: adr x1, flag\n mov w2, #'x'\n str w2, [x1]\n 3: wfi\n b 3b
        .balign 64
        flag: .word 0`,
        2,
      ),
    );
    run.take(0, 1000);
    expect(run.running).toEqual([1]);
    runToEnd(run, 100);
    expect(textOf(run)).toBe('x');
  });
});

describe('a run', () => {
  const COUNTING = `
    ldr x9, =0x09000000
    adr x1, data
    1: ldr x2, [x1]\n add x2, x2, #3\n str x2, [x1, #8]!\n and x3, x2, #0x7f\n str w3, [x9]\n tst x2, #0x3f
    b.ne 1b
    adr x1, data\n b 1b
    .balign 16
    data: .quad 1`;

  test('its choices are run-length coded', () => {
    const run = new Run(startWith(COUNTING, 2));
    [3, 4, 5].forEach((count) => run.take(0, count));
    expect(run.choices).toEqual([{ cpu: 0, count: 12 }]);
  });

  test('the state at any moment is the one that a run only so far ends in', () => {
    const start = startWith(COUNTING);
    const whole = new Run(start, 64);
    whole.take(0, 20_000);
    fc.assert(
      fc.property(fc.nat(20_000), (at) => {
        const short = new Run(start);
        short.take(0, at);
        expect(sameState(whole.stateAt(at), short.stateAt(at))).toBe(true);
      }),
      { numRuns: 30, seed: 20211120 },
    );
  });
});
