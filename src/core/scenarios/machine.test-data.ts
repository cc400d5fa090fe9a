/**
 * Tests only: the machine of a scenario on a release, for all tests of a worker. Machines are kept and compilers go on from what they
 * compiled last, so that no test pays for what another has compiled already. (That a kept compiler makes what a new one does is
 * `again.test.ts`'s and `compiler.test.ts`'s to show.)
 */
import { Compiler } from '../lang/compile.ts';
import type { System } from '../step/system.ts';
import { assemble } from './assemble.ts';
import { scenarios } from './list.ts';
import type { Scenario } from './scenario.ts';

export interface How {
  /** Texts that replace files of the same path. */
  readonly edited?: ReadonlyMap<string, string>;
  /** In the place of the scenario's own of the same name. */
  readonly constants?: Readonly<Record<string, number>>;
  /** Loads of what no thread writes are steps too. */
  readonly everyLoad?: boolean;
}

/** A large machine has some megabytes. */
const MOST_MACHINES = 32;
const MOST_COMPILERS = 4;

/** By all that decides them, the one that was asked for last at the end. */
const machines = new Map<string, System>();

/** A compiler, and what it compiled last, but for edits: it has least to do for the same again. */
interface Kept {
  readonly compiler: Compiler;
  readonly name: string;
  readonly release: string;
}
/** The one that was used last at the end. */
let compilers: readonly Kept[] = [];

/** A scenario of ours by its id; throws if there is none. */
export function scenarioNamed(id: string): Scenario {
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  return scenario;
}

/** The machine of a scenario, given as it is or by its id; throws what is wrong with it, a line a complaint. */
export function machineOf(scenario: Scenario | string, release: string, how: How = {}): System {
  const named = typeof scenario === 'string' ? scenarioNamed(scenario) : scenario;
  const whole = { ...named, constants: { ...named.constants, ...how.constants } };
  const { edited = new Map<string, string>(), everyLoad = false } = how;
  const name = nameOf(whole);
  // Nobody asks twice for what one test has edited.
  const key = edited.size > 0 ? null : `${release} ${everyLoad} ${name}`;
  const known = key === null ? undefined : machines.get(key);
  const machine = known ?? assembled(whole, release, edited, everyLoad, name);
  if (key !== null) {
    machines.delete(key);
    machines.set(key, machine);
    const [oldest] = machines.keys();
    if (machines.size > MOST_MACHINES && oldest !== undefined) machines.delete(oldest);
  }
  return machine;
}

function assembled(
  scenario: Scenario,
  release: string,
  edited: ReadonlyMap<string, string>,
  everyLoad: boolean,
  name: string,
): System {
  const compiler = compilerFor(name, release);
  const made = assemble(scenario, release, edited, { compiler, everyLoad });
  if ('system' in made) return made.system;
  throw new Error(made.diagnostics.map((d) => `${d.path}:${d.line} ${d.message}`).join('\n'));
}

/** The compiler that has compiled most of it already. */
function compilerFor(name: string, release: string): Compiler {
  const best =
    compilers.find((one) => one.name === name && one.release === release) ??
    (compilers.length < MOST_COMPILERS
      ? undefined
      : (compilers.find((one) => one.release === release) ?? compilers[0]));
  const compiler = best?.compiler ?? new Compiler();
  compilers = [...compilers.filter((one) => one !== best), { compiler, name, release }];
  return compiler;
}

/** All of a scenario that decides its machine. */
function nameOf({ id, sharesSourcesOf, threads, constants, properties, vmm, file }: Scenario): string {
  return JSON.stringify([id, sharesSourcesOf, threads, constants, properties, vmm, file?.text]);
}
