/** Runs Spin on an exported model, and counts on our graph what Spin counts. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HARDWARE_PRIMITIVES } from '../../src/core/arm/primitives.ts';
import { Search } from '../../src/core/explore/search.ts';
import { promela } from '../../src/core/formats/promela.ts';
import { assemble } from '../../src/core/scenarios/assemble.ts';
import type { Scenario } from '../../src/core/scenarios/scenario.ts';
import { partsOf } from '../../src/core/step/parts.ts';
import { initialState } from '../../src/core/step/step.ts';
import type { System } from '../../src/core/step/system.ts';

export interface Numbers {
  readonly states: number;
  readonly transitions: number;
  readonly errors: number;
}

/** What we count in a system, and its model; or the sentence that says why there is none. */
export type Counted = { readonly numbers: Numbers; readonly model: string } | { readonly refused: string };

/** Pan as it stores each state whole and leaves none out. */
const PAN = ['-w', '-fwrapv', '-DNOREDUCE', '-DSAFETY', '-DVECTORSZ=16000'];
/** Beyond so many Spin takes minutes. */
const MOST_STATES = 1e6;

export function hasSpin(): boolean {
  return ['spin', 'gcc'].every((tool) => spawnSync(tool, ['-V']).error === undefined);
}

/** The same of a scenario on a release. */
export function ours(scenario: Scenario, release: string, most = MOST_STATES): Counted {
  const assembled = assemble(scenario, release);
  if (!('system' in assembled)) throw new Error(assembled.diagnostics[0]?.message);
  return oursOf(assembled.system, most);
}

/** What we count, and the model to compare it with; refused beyond so many states. */
export function oursOf(system: System, most = MOST_STATES): Counted {
  const exported = {
    ...system,
    primitives: HARDWARE_PRIMITIVES.map((p) => p.name),
    start: initialState(system),
  };
  // What is refused at all is refused before the search, which might not end.
  if (system.resident.includes(true)) {
    const model = promela({ ...exported, changing: { words: [], pages: new Map() }, ran: [] });
    if ('refused' in model) return model;
  }
  const ran = system.program.threads.map(() => new Set<number>());
  const parts = partsOf(system, (thread, at) => ran[thread]?.add(at));
  const search = new Search(parts, { states: most, bytes: Infinity });
  while (!search.advance(50_000));
  if (search.progress.bounded) return { refused: `it has more than ${most} states` };
  const model = promela({ ...exported, changing: parts.changing(), ran });
  if ('refused' in model) return model;
  const { states, transitions } = search.progress;
  return { numbers: { states, transitions, errors: errorsIn(search) }, model: model.text };
}

/** A property newly broken by a transition is an error, at the end too; so is a state in which all are stuck. */
function errorsIn(search: Search): number {
  const { thing } = search;
  const broken = (state: number): number => thing.broken(search.part(state, thing.threads));
  const atEnd = new Map(search.ends.map((state) => [state, search.brokenAtEnd(state)]));
  let errors = [...atEnd.values()].filter((bits) => (bits & thing.deadlockBit) !== 0).length;
  for (let state = 0; state < search.states; state++) {
    search.successors(state, (next) => {
      const bits = broken(next) | ((atEnd.get(next) ?? 0) & ~thing.deadlockBit);
      errors += bitsIn(bits & ~broken(state));
    });
  }
  return errors;
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export interface SpinRun extends Numbers {
  /** Seconds of the search alone, as pan says. */
  readonly seconds: number;
  /** Bytes of a stored state, with its overhead. */
  readonly bytes: number;
}

/** What Spin counts. Its transitions have the start among them. `hashBits`: of its table of states. */
export async function spins(model: string, optimise = '-O0', hashBits = 20): Promise<SpinRun> {
  const folder = mkdtempSync(join(tmpdir(), 'tagscope-spin-'));
  try {
    writeFileSync(join(folder, 'model.pml'), model);
    // -o2: a variable that is only written is part of the state, as it is of ours.
    await call(folder, 'spin', ['-a', '-o2', 'model.pml']);
    await call(folder, 'gcc', [...PAN, optimise, '-o', 'pan', 'pan.c']);
    const said = await call(folder, './pan', ['-c0', '-e', '-m1000000', `-w${hashBits}`]);
    if (said.includes('max search depth too small')) throw new Error('pan needs more depth');
    const number = (pattern: RegExp): number => Number(pattern.exec(said)?.[1]);
    const states = number(/(\d+) states, stored/);
    return {
      states,
      transitions: number(/(\d+) transitions/) - 1,
      errors: number(/errors: (\d+)/),
      seconds: number(/elapsed time ([\d.e+-]+)/),
      bytes: (number(/([\d.]+)\s+actual memory usage for states/) * 2 ** 20) / states,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a tool prints. Of pan it says nothing that it does not end with 0. */
function call(cwd: string, tool: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(tool, args, { cwd, maxBuffer: 1e8, timeout: 1_200_000 }, (error, stdout, stderr) => {
      if (error === null || (tool === './pan' && error.killed !== true)) resolve(stdout);
      else reject(new Error(`${tool}: ${stdout}${stderr}`.slice(0, 2000)));
    });
  });
}

/** A scenario with so many tag blocks a page, and, if asked, with so many threads like its first one. */
export function sized(scenario: Scenario, blocks: number, threads?: number): Scenario {
  const [first] = scenario.threads;
  const constants = { ...scenario.constants, TAG_BLOCKS: blocks };
  if (first === undefined || threads === undefined) return { ...scenario, constants };
  return {
    ...scenario,
    threads: Array.from({ length: threads }, (_, i) => ({ ...first, name: `CPU ${i}`, args: [i] })),
    constants: { ...constants, NR_MMS: threads },
  };
}
