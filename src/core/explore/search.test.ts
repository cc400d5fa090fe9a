import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../lang/compile.ts';
import { digestOf } from '../machine/digest.ts';
import type { State } from '../machine/state.ts';
import { assemble } from '../scenarios/assemble.ts';
import { scenarios } from '../scenarios/list.ts';
import { partsOf } from '../step/parts.ts';
import { initialState, takeStep } from '../step/step.ts';
import { latchOf, type System } from '../step/system.ts';
import { countInterleavings } from './count.ts';
import { fewestSwitches } from './switches.ts';
import { Search, type Limits, type Taken } from './search.ts';

const NO_LIMITS = { states: Infinity, bytes: Infinity };

/** A system of small threads over three shared words, one of them a lock, with two properties. */
function systemOf(threads: readonly (readonly string[])[]): System {
  const bodies = threads.map(
    (ops, i) => `void thread${i}(void)\n{\n\tu32 seen = 0;\n${ops.map((op) => `\t${op}\n`).join('')}}\n`,
  );
  const text = `u32 x; u32 y; unsigned long flags; ghost u32 count;
static void lock(void) { wait_until(!test_and_set_bit(0, &flags)); }
static void unlock(void) { clear_bit(0, &flags); }
ghost u64 x_is_two(void) { return x == 2; }
ghost u64 y_overtakes(void) { return y > x; }
void prologue(void) { }
${bodies.join('\n')}`;
  const compiled = compile({
    sources: [{ path: 'random.c', text, origin: 'test' }],
    constants: {},
    primitives: [],
    threads: threads.map((_, i) => ({ name: `T${i}`, entry: `thread${i}`, args: [] })),
    routines: ['prologue', 'x_is_two', 'y_overtakes'],
  });
  if (!('program' in compiled)) throw new Error(compiled.diagnostics.map((d) => d.message).join('\n'));
  return {
    program: compiled.program,
    primitives: [],
    checks: [
      { predicate: 'x_is_two', when: 'always' },
      { predicate: 'y_overtakes', when: 'always' },
      { predicate: null, when: 'always' },
    ],
    prologue: 'prologue',
    resident: threads.map(() => false),
    writeUser: () => false,
  };
}

const operation = fc.constantFrom(
  'WRITE_ONCE(x, READ_ONCE(x) + 1);',
  'seen = READ_ONCE(x);',
  'WRITE_ONCE(y, seen + 1);',
  'fetch_add(&y, 1);',
  'if (READ_ONCE(y)) WRITE_ONCE(x, 0);',
  'lock();',
  'unlock();',
  'seen = choose(2);',
);

/** Runs every schedule with so many preemptions at most, one by one: how many there are, and how many end with each check failed. */
function enumerate(
  system: System,
  preemptions = Infinity,
): {
  all: bigint;
  breaking: bigint[];
  states: Set<string>;
  shortest: number[];
  switches: number[];
} {
  const states = new Set<string>();
  const breaking = system.checks.map(() => 0n);
  const shortest = system.checks.map(() => Infinity);
  const fewest = system.checks.map(() => Infinity);
  let all = 0n;
  const visit = (state: State, depth: number, last: number, used: number, switches: number): void => {
    states.add(digestOf(withoutEndMarks(system, state)));
    system.checks.forEach((_, i) => {
      if (state.words[latchOf(system, i)] === 0) return;
      shortest[i] = Math.min(shortest[i] ?? Infinity, depth);
      fewest[i] = Math.min(fewest[i] ?? Infinity, switches);
    });
    let moved = false;
    const goesOn = !('refused' in takeStep(system, state, { kind: 'step', thread: last }));
    for (const [thread] of system.program.threads.entries()) {
      const after = used + (goesOn && thread !== last ? 1 : 0);
      if (after > preemptions) continue;
      for (const outcome of [0, 1]) {
        const taken = takeStep(system, state, { kind: 'step', thread, outcome });
        if ('refused' in taken || (outcome === 1 && taken.record.label !== 'choose')) continue;
        moved = true;
        visit(taken.state, depth + 1, thread, after, switches + (last >= 0 && thread !== last ? 1 : 0));
      }
    }
    if (moved) return;
    all++;
    system.checks.forEach((_, i) => {
      if (state.words[latchOf(system, i)] !== 0) breaking[i] = (breaking[i] ?? 0n) + 1n;
    });
  };
  visit(initialState(system), 0, -1, 0, 0);
  return { all, breaking, states, shortest, switches: fewest };
}

/** The search marks a deadlock at its end and not in the state. */
function withoutEndMarks(system: System, state: State): State {
  const words = state.words.slice();
  system.checks.forEach((check, i) => {
    if (check.predicate === null || check.when === 'end') words[latchOf(system, i)] = 0;
  });
  return { words, pages: state.pages };
}

function searchAll(system: System, limits: Limits = NO_LIMITS): Search {
  const search = new Search(partsOf(system), limits);
  while (!search.advance(1000));
  return search;
}

/** Replays a run and says which checks have failed after it. */
function brokenAfter(system: System, run: readonly Taken[]): boolean[] {
  let state = initialState(system);
  for (const { thread, outcome } of run) {
    const taken = takeStep(system, state, { kind: 'step', thread, outcome });
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
  }
  return system.checks.map((_, i) => state.words[latchOf(system, i)] !== 0);
}

describe('the search agrees with running every schedule', () => {
  test('on random programs of two and three threads: states, interleavings, which break what, how short', () => {
    const program = fc.array(fc.array(operation, { minLength: 1, maxLength: 3 }), {
      minLength: 2,
      maxLength: 3,
    });
    fc.assert(
      fc.property(program, (threads) => {
        const system = systemOf(threads.length === 3 ? threads.map((ops) => ops.slice(0, 2)) : threads);
        const search = searchAll(system);
        const counts = countInterleavings(search);
        const plain = enumerate(system);
        expect(search.progress.bounded).toBe(false);
        expect(search.states).toBe(plain.states.size);
        expect(counts?.all).toBe(plain.all);
        expect(counts?.breaking).toEqual(plain.breaking);
        expect(fewestSwitches(search).map((f) => f?.switches ?? Infinity)).toEqual(plain.switches);
        system.checks.forEach((_, i) => {
          const run = search.shortest(i);
          expect(run?.length ?? Infinity).toBe(plain.shortest[i]);
          if (run !== null) expect(brokenAfter(system, run)[i]).toBe(true);
        });
      }),
      { numRuns: 60, seed: 20211120 },
    );
  });
});

describe('with a bound on preemptions the search agrees with running every such schedule', () => {
  test('on random programs: interleavings, which break what, how short', () => {
    const program = fc.array(fc.array(operation, { minLength: 1, maxLength: 2 }), {
      minLength: 2,
      maxLength: 3,
    });
    fc.assert(
      fc.property(program, fc.nat(2), (threads, preemptions) => {
        const system = systemOf(threads);
        const search = searchAll(system, { ...NO_LIMITS, preemptions });
        const counts = countInterleavings(search);
        const plain = enumerate(system, preemptions);
        expect(counts?.all).toBe(plain.all);
        expect(counts?.breaking).toEqual(plain.breaking);
        system.checks.forEach((_, i) => {
          expect(search.shortest(i)?.length ?? Infinity).toBe(plain.shortest[i]);
        });
      }),
      { numRuns: 40, seed: 20220921 },
    );
  });

  test('enough preemptions are as good as all', () => {
    const system = systemOf([['fetch_add(&y, 1);', 'fetch_add(&y, 1);'], ['fetch_add(&y, 1);']]);
    expect(countInterleavings(searchAll(system, { ...NO_LIMITS, preemptions: 9 }))).toEqual(
      countInterleavings(searchAll(system)),
    );
  });
});

describe('what the search says', () => {
  test('two threads that take a lock twice deadlock, and the shortest run says how', () => {
    const search = searchAll(systemOf([['lock();', 'lock();'], ['seen = READ_ONCE(x);']]));
    expect(search.shortest(2)).toHaveLength(2);
  });

  test('failures of different pairs of steps are told apart, however many paths lead to each', () => {
    const search = searchAll(systemOf([['WRITE_ONCE(x, 1);', 'fetch_add(&y, 1);'], ['fetch_add(&x, 1);']]));
    expect(search.failures(0)).toHaveLength(1);
    // Now either may come last and make x two.
    const both = searchAll(
      systemOf([['fetch_add(&x, 1);'], ['lock();', 'WRITE_ONCE(x, READ_ONCE(x) + 1);']]),
    );
    const last = both.failures(0).map((failure) => both.runTo(failure).at(-1)?.thread);
    expect(last.toSorted()).toEqual([0, 1]);
  });

  test('a graph with a cycle has no number of interleavings', () => {
    const search = searchAll(systemOf([['while (!READ_ONCE(y));'], ['WRITE_ONCE(y, 1);']]));
    expect(countInterleavings(search)).toBeNull();
  });

  test('a search stopped by its limit says that it is bounded', () => {
    const system = systemOf([
      ['fetch_add(&y, 1);', 'fetch_add(&y, 1);'],
      ['fetch_add(&y, 1);', 'fetch_add(&y, 1);'],
    ]);
    const search = new Search(partsOf(system), { states: 3, bytes: Infinity });
    while (!search.advance(1));
    expect(search.progress).toMatchObject({ done: true, bounded: true });
  });
});

describe('the race in isolation, every interleaving', () => {
  test.each([
    ['v5.10', ['stale', 'lost', 'trusted']],
    ['v11', ['lost']],
    ['v12', []],
    ['v6.4', []],
  ])('%s breaks %j', (release, expected) => {
    const scenario = scenarios.find((s) => s.id === 'isolation');
    if (scenario === undefined) throw new Error('no scenario');
    const assembled = assemble(scenario, release);
    if (!('system' in assembled)) throw new Error('does not compile');
    const search = searchAll(assembled.system);
    expect(scenario.properties.filter((_, i) => search.shortest(i) !== null)).toEqual(expected);
  });
});
