import { describe, expect, test } from 'vitest';
import { packed, unpacked } from '../lang/packed.ts';
import { digestOf } from '../machine/digest.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { compileMachine, systemFrom } from './assemble.ts';
import { isolation } from './isolation/scenario.ts';
import { scenarios } from './list.ts';
import { build, machineFor, NO_EDITS } from './machine.ts';

const MTE = 'arch/arm64/kernel/mte.c';

describe('the machine of a scenario on a release', () => {
  test('is put together once', () => {
    expect(build(isolation, 'v6.4', NO_EDITS)).toBe(build(isolation, 'v6.4', new Map()));
  });

  test('does not exist where a text does not compile: the mistake is the one in what was edited', () => {
    const machine = machineFor(isolation, 'v6.4', new Map([[MTE, 'void f(']]));
    expect('refused' in machine && machine.refused).toMatch(
      /^does not compile \(arch\/arm64\/kernel\/mte\.c:1: /,
    );
    expect('refused' in machine && machine.mistake?.path).toBe(MTE);
  });

  test('does not exist where the prologue stops in a fault', () => {
    const boot = 'include/tagscope/boot.c';
    const text =
      compiledFor('isolation', 'v6.4').program.sources.find(({ path }) => path === boot)?.text ?? '';
    const machine = machineFor(
      isolation,
      'v6.4',
      new Map([[boot, text.replace('cpu_enable_mte();', 'BUG_ON(1);')]]),
    );
    expect(machine).toEqual({ refused: 'has no start: its prologue stops in a fault', mistake: null });
  });
});

describe('a program that was sent', () => {
  test.each([
    ['isolation', 'v5.10'],
    ['migration', 'v6.2'],
    ['hello-tags', 'v6.6'],
  ])('of %s on %s is the one it was made from, and is stepped so', (id, release) => {
    const scenario = scenarioOf(id);
    const { program, guestImage } = compiledFor(id, release);
    const sent = unpacked(structuredClone(packed(program)));
    expect(sent).toEqual(program);
    const states = digests(systemFrom(scenario, { program: sent, guestImage: structuredClone(guestImage) }));
    expect(states).toEqual(digests(systemFrom(scenario, { program, guestImage })));
    expect(new Set(states).size).toBeGreaterThan(20);
  });
});

function scenarioOf(id: string) {
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  return scenario;
}

function compiledFor(id: string, release: string) {
  const compiled = compileMachine(scenarioOf(id), release, NO_EDITS);
  if ('diagnostics' in compiled) throw new Error(compiled.diagnostics[0]?.message);
  return compiled;
}

/** Of the states of a run in which the threads take turns, as far as they can. */
function digests(system: System): string[] {
  let state = initialState(system);
  const found = [digestOf(state)];
  const threads = system.program.threads.length;
  for (let step = 0; step < 300; step++) {
    const taken = takeStep(system, state, { kind: 'step', thread: step % threads });
    if ('refused' in taken) continue;
    ({ state } = taken);
    found.push(digestOf(state));
  }
  return found;
}
