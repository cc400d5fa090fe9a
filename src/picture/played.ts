/** A scenario played on the real machine, for tests of the picture: steps are taken by name, and the run keeps every state. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import { assemble } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { StepRecord } from '../core/step/record.ts';
import { initialState, takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import type { PictureInput } from './moment.ts';

const systems = new Map<string, System>();

function systemOf(scenario: Scenario, release: string, edits: ReadonlyMap<string, string>): System {
  const key = [scenario.id, release, ...[...edits].flat()].join(' ');
  const known = systems.get(key);
  if (known !== undefined) return known;
  const assembled = assemble(scenario, release, edits);
  if (!('system' in assembled)) throw new Error(assembled.diagnostics[0]?.message);
  systems.set(key, assembled.system);
  return assembled.system;
}

/** More than any run of a test takes. */
const TOO_MANY = 500;

export class PlayedRun {
  readonly scenario: Scenario;
  readonly states: State[];
  readonly steps: StepRecord[] = [];
  private readonly system: System;

  /** `edits`: texts in place of those of the same path. */
  constructor(scenarioId: string, release: string, edits: ReadonlyMap<string, string> = new Map()) {
    const scenario = scenarios.find((one) => one.id === scenarioId);
    if (scenario === undefined) throw new Error(`there is no scenario ${scenarioId}`);
    this.scenario = scenario;
    this.system = systemOf(scenario, release, edits);
    this.states = [initialState(this.system)];
  }

  get program(): Program {
    return this.system.program;
  }

  /** One step of a thread. */
  step(thread: number): StepRecord {
    const taken = takeStep(this.system, this.at().state, { kind: 'step', thread });
    if ('refused' in taken) throw new Error(taken.refused);
    this.states.push(taken.state);
    this.steps.push(taken.record);
    return taken.record;
  }

  /** Steps of a thread up to and including the one that matches. */
  until(thread: number, matches: (record: StepRecord) => boolean): this {
    for (let taken = 0; taken < TOO_MANY; taken++) if (matches(this.step(thread))) return this;
    throw new Error(`thread ${thread} takes no such step`);
  }

  /** Steps of a thread up to and including the one with this label. */
  untilLabel(thread: number, label: string): this {
    return this.until(thread, (record) => record.label === label);
  }

  at(cursor = this.steps.length): PictureInput {
    const state = this.stateAt(cursor);
    const { program, scenario, steps } = this;
    return { program, scenario, steps, cursor, state, previous: this.states[cursor - 1] ?? state };
  }
  readonly stateAt = (step: number): State => {
    const state = this.states[step];
    if (state === undefined) throw new Error(`there is no moment ${step}`);
    return state;
  };
}
