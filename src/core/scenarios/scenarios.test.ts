import { describe, expect, test } from 'vitest';
import { inherited } from '../kernel/inherit.ts';
import { newest } from '../kernel/releases.ts';
import type { State } from '../machine/state.ts';
import { digestOf } from '../machine/digest.ts';
import { readChoices } from '../step/choices.ts';
import type { Choice, StepRecord } from '../step/record.ts';
import { statusOf } from '../step/status.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { tried } from '../tried.test-data.ts';
import { IN_TURN, pairs } from './known-answers.test-data.ts';
import { scenarios } from './list.ts';
import { machineOf } from './machine.test-data.ts';
import { runsOn } from './offered-runs.ts';
import type { Scenario } from './scenario.ts';

function choicesOf(text: string): readonly Choice[] {
  const choices = readChoices(text);
  if (choices === null) throw new Error(`not a run: ${text}`);
  return choices;
}

/** Takes every choice, or says at which it was refused. */
function drive(system: System, choices: readonly Choice[]): { state: State; records: StepRecord[] } {
  let state = initialState(system);
  const records: StepRecord[] = [];
  for (const choice of choices) {
    const taken = takeStep(system, state, choice);
    if ('refused' in taken) throw new Error(`step ${records.length + 1}: ${taken.refused}`);
    ({ state } = taken);
    records.push(taken.record);
  }
  return { state, records };
}

/** Takes the threads in turn, each as far as it goes: the state in the end, and the properties that broke. */
function inTurn(system: System, scenario: Scenario): { state: State; broke: Set<string | undefined> } {
  const broke = new Set<string | undefined>();
  let state = initialState(system);
  // A VMM waits for the thread that serves its calls, and gets another turn.
  for (let before: State | null = null; before !== state;) {
    before = state;
    for (const [thread] of scenario.threads.entries()) {
      for (
        let taken = takeStep(system, state, { kind: 'step', thread });
        !('refused' in taken);
        taken = takeStep(system, state, { kind: 'step', thread })
      ) {
        ({ state } = taken);
        for (const check of taken.record.broke) broke.add(scenario.properties[check]);
      }
    }
  }
  return { state, broke };
}

const cases = tried(pairs, ({ release }, i) => release === newest.id || i % 8 === 0);

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  for (const { release } of cases.filter((pair) => pair.scenario === scenario)) {
    test(`on ${release} it compiles, starts with every property holding, and ends when taken in turn`, () => {
      const expected = inherited(IN_TURN[scenario.id] ?? {}, release)?.value ?? null;
      const system = machineOf(scenario, release);
      const { words } = initialState(system);
      expect([...words.subarray(system.program.wordCount)]).toEqual(system.checks.map(() => 0));
      const { state, broke } = inTurn(system, scenario);
      const stuck = expected === 'deadlock' ? ['blocked'] : [];
      for (const [thread] of scenario.threads.entries())
        expect(['ended', 'idle', ...stuck]).toContain(statusOf(system, state, thread).kind);
      expect([...broke]).toEqual(expected === null ? [] : [expected]);
    });

    for (const recorded of runsOn(scenario, release)) {
      test(`on ${release}, recorded: ${recorded.title}`, () => {
        const { records } = drive(machineOf(scenario, release), choicesOf(recorded.choices));
        const broken = records.flatMap((r) => r.broke).map((i) => scenario.properties[i]);
        if (recorded.breaks === null) expect(broken).toEqual([]);
        else expect(broken).toContain(recorded.breaks);
      });
    }
  }
});

/** Fewer blocks a page, so that all interleavings are few enough to try in a test. */
const FOUR_BLOCKS = { TAG_BLOCKS: 4 };

describe('the race in isolation', () => {
  test('v5.10: a second mapper sees the flag before the tags are restored, and shows what the former owner left', () => {
    const system = machineOf('isolation', 'v5.10');
    const { records } = drive(system, choicesOf('0 1*3'));
    expect(records.map((r) => r.label)).toEqual([
      'test_and_set PG_mte_tagged',
      'test_and_set PG_mte_tagged',
      'write PTE',
      expect.stringMatching(/^LDG 0x8e/),
    ]);
    expect(records[2]?.broke).toContain(0);
  });

  test('v11: tags are restored twice, and the later restore overwrites a store', () => {
    const { records } = drive(machineOf('isolation', 'v11'), choicesOf('0*2 1*22 0*21'));
    const losing = records.find((r) => r.broke.includes(1));
    expect(losing).toMatchObject({ thread: 0, function: 'mte_restore_page_tags', label: 'stgm 8' });
  });

  test('v12: the second mapper waits for tag_sync_lock, and the page says who holds it', () => {
    const system = machineOf('isolation', 'v12');
    const { state } = drive(system, choicesOf('0*7 1*2'));
    expect(statusOf(system, state, 1)).toEqual({
      kind: 'blocked',
      reason: 'waits for `tag_sync_lock`, held by CPU 0',
      waitsFor: 0,
    });
  });

  test('v6.4: the second mapper finds PG_mte_lock taken and waits for PG_mte_tagged', () => {
    const system = machineOf('isolation', 'v6.4');
    const { state } = drive(system, choicesOf('0*7 1*3'));
    expect(statusOf(system, state, 1)).toMatchObject({
      kind: 'blocked',
      reason: 'waits for `PG_mte_tagged` in the flags of page frame 0x41 to be set',
    });
  });

  for (const release of ['v12', 'v6.4']) {
    test(`${release}: no interleaving breaks a property`, () => {
      expect(everyBreak(machineOf('isolation', release, { constants: FOUR_BLOCKS }))).toEqual(new Set());
    });
  }
  for (const release of ['v5.10', 'v11']) {
    test(`${release}: what some interleaving breaks`, () => {
      expect(everyBreak(machineOf('isolation', release, { constants: FOUR_BLOCKS }))).toEqual(
        new Set(release === 'v5.10' ? [0, 1, 2] : [1]),
      );
    });
  }
});

/** Every property that some interleaving breaks, by trying them all, each state once. */
function everyBreak(system: System): Set<number> {
  const broken = new Set<number>();
  const seen = new Set<string>();
  const open = [initialState(system)];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const [thread] of system.program.threads.entries()) {
      const taken = takeStep(system, state, { kind: 'step', thread });
      if ('refused' in taken) continue;
      for (const check of taken.record.broke) broken.add(check);
      const digest = digestOf(taken.state);
      if (seen.has(digest)) continue;
      seen.add(digest);
      open.push(taken.state);
    }
  }
  return broken;
}
