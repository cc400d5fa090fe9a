import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isolation } from '../scenarios/isolation/scenario.ts';
import { machineOf } from '../scenarios/machine.test-data.ts';
import { partsOf } from '../step/parts.ts';
import type { System } from '../step/system.ts';
import { countInterleavings } from './count.ts';
import { enumerate } from './enumerate.test-data.ts';
import { CHECKS, smallProgram, systemOf } from './random-threads.test-data.ts';
import { Search, type Limits } from './search.ts';

/** Of a schedule after the other; longer programs are passed over. */
const MOST_STEPS = 3_000;
const NO_LIMITS = { states: Infinity, bytes: Infinity };

function searchAll(system: System, limits: Limits = NO_LIMITS): Search {
  const search = new Search(partsOf(system), limits);
  while (!search.advance(1000));
  return search;
}

describe('with a bound on preemptions the search agrees with running every such schedule', () => {
  test('on random programs: interleavings, which break what, how short', () => {
    fc.assert(
      fc.property(smallProgram, fc.nat(2), (threads, preemptions) => {
        const system = systemOf(threads);
        const plain = enumerate(system, MOST_STEPS, preemptions);
        fc.pre(plain !== null);
        const search = searchAll(system, { ...NO_LIMITS, preemptions });
        const counts = countInterleavings(search);
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
    expect(search.shortest(CHECKS.findIndex((c) => c.predicate === null))).toHaveLength(2);
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
    const search = searchAll(machineOf(isolation, release));
    expect(isolation.properties.filter((_, i) => search.shortest(i) !== null)).toEqual(expected);
  });
});
