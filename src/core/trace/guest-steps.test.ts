import { describe, expect, test } from 'vitest';
import { guestProgram } from '../scenarios/guest-program.ts';
import { machineOf } from '../scenarios/machine.test-data.ts';
import { scenarioSources } from '../scenarios/sources.ts';
import { guestAt, instructionBack } from './guest-steps.ts';
import { longSteps, withStretches } from './long-steps.ts';
import { goUntil } from './go.ts';
import { Trace } from './trace.ts';

const SYNC_ASYNC = guestProgram(
  scenarioSources('sync-async').filter(({ path }) => path.endsWith('.s')),
  0x40000n,
);
const symbols = 'symbols' in SYNC_ASYNC ? SYNC_ASYNC.symbols : new Map<string, bigint>();
const at = (symbol: string) => symbols.get(symbol) ?? 0n;

describe('the guest of sync-async on v6.13', () => {
  const start = Trace.start(machineOf('sync-async', 'v6.13'));
  const to = (trace: Trace, address: bigint) => goUntil(trace, 0, { kind: 'instruction', before: [address] });
  const pc = (trace: Trace) => guestAt(trace, 'pc');
  const mode = at('mode');
  /** Before the BL to `mode`, the third instruction of main behind ADR and ADDG. */
  const beforeCall = to(start, at('main') + 12n);

  test('stepping over a call comes to the instruction behind it', () => {
    const over = goUntil(beforeCall, 0, { kind: 'over call', before: [] });
    expect(over.records.filter(({ label }) => label === 'A64 ret')).toHaveLength(1);
    expect(pc(over)).toBe(pc(beforeCall) + 4n);
    expect(goUntil(beforeCall, 0, { kind: 'instruction', before: null }).records.at(-1)?.label).toMatch(
      /^A64 bl /,
    );
  });

  test('a breakpoint in the call stops it there', () => {
    const stopped = goUntil(beforeCall, 0, { kind: 'over call', before: [mode + 8n] });
    expect(pc(stopped)).toBe(mode + 8n);
  });

  test('what does not call is one instruction, with all that the host does for it', () => {
    const over = goUntil(start, 0, { kind: 'over call', before: [] });
    expect(over.length).toBe(goUntil(start, 0, { kind: 'instruction', before: null }).length);
    expect(pc(over)).toBe(0x40004n);
  });

  test('one instruction back is where the last one began', () => {
    const one = goUntil(beforeCall, 0, { kind: 'instruction', before: null });
    expect(instructionBack(one.records, one.length)).toBe(beforeCall.length);
    const first = goUntil(start, 0, { kind: 'instruction', before: null });
    expect(instructionBack(first.records, first.length)).toBe(0);
    expect(instructionBack(first.records, 0)).toBe(0);
  });
});

describe('an instruction that KVM does for the guest is one', () => {
  const guestConsole = guestProgram(
    scenarioSources('guest-console').filter(({ path }) => path.endsWith('.s')),
    0x40000n,
  );
  const put = ('symbols' in guestConsole ? guestConsole.symbols.get('put') : undefined) ?? 0n;
  const pc = (trace: Trace) => guestAt(trace, 'pc');

  test('a load from a device: to behind it, with what the VMM answered; and back', () => {
    const start = Trace.start(machineOf('guest-console', 'v6.13'));
    const before = goUntil(start, 0, { kind: 'instruction', before: [put] });
    const one = goUntil(before, 0, { kind: 'instruction', before: null });
    expect([pc(before), pc(one), guestAt(one, 1)]).toEqual([put, put + 4n, 0x90n]);
    expect(pc(goUntil(before, 0, { kind: 'instruction', before: [put + 4n] }))).toBe(put + 4n);
    expect(pc(goUntil(before, 0, { kind: 'over call', before: [] }))).toBe(put + 4n);
    expect(instructionBack(one.records, one.length)).toBe(before.length);
  });
});

describe('an exception that KVM has the guest take', () => {
  /** A jump to where no memory is: stage 2 stops the fetch, and KVM gives it back as an external abort. */
  const JUMPS = `main:   mov     x9, #0x10000000
        br      x9
fault:  mrs     x6, esr_el1
        b       off
`;
  const edited = new Map([['scenarios/hello-tags/main.s', JUMPS]]);
  const system = machineOf('hello-tags', 'v6.13', { edited });
  const start = Trace.start(system);
  const jumped = goUntil(start, 0, { kind: 'instruction', before: [0x10000000n] });
  const vector = guestAt(jumped, 'vbar_el1') + 0x200n;

  test('ends a step before the first instruction of its vector', () => {
    expect(guestAt(jumped, 'pc')).toBe(0x10000000n);
    const one = goUntil(jumped, 0, { kind: 'instruction', before: null });
    expect([guestAt(one, 'pc'), guestAt(one, 'elr_el1')]).toEqual([vector, 0x10000000n]);
    expect(guestAt(one, 'esr_el1') >> 26n).toBe(0x21n);
  });

  test('is no way past a breakpoint there, at once or in a long run', () => {
    expect(guestAt(goUntil(start, 0, { kind: 'instruction', before: [vector] }), 'pc')).toBe(vector);
    const question = {
      state: start.stateAt(0),
      from: 0,
      course: { kind: 'guest', thread: 0, goal: { before: [vector], back: null }, isFirst: false } as const,
      most: 5000,
    };
    const trace = withStretches(start, [...longSteps(system, question, () => false)]);
    expect(guestAt(trace, 'pc')).toBe(vector);
  });

  test('is what an instruction that is stepped over comes to', () => {
    expect(guestAt(goUntil(jumped, 0, { kind: 'over call', before: [] }), 'pc')).toBe(vector);
  });
});

test('a run stops before a breakpoint that the processor reaches by another virtual address', () => {
  const user = guestProgram(
    scenarioSources('el0-fault').filter(({ path }) => path.endsWith('.s')),
    0x40000n,
  );
  const address = 'symbols' in user ? (user.symbols.get('user') ?? 0n) : 0n;
  const start = Trace.start(machineOf('el0-fault', 'v6.13'));
  const stopped = goUntil(start, 0, { kind: 'instruction', before: [address] });
  expect(guestAt(stopped, 'pc')).toBe(address + 0x200000n);
});
