/** Tests only: what the tables that are keyed by release leave unsaid of one, and what they say in vain. */
import { inherited, type ByRelease } from '../kernel/inherit.ts';
import type { Release, Table } from '../kernel/releases.ts';
import { IN_TURN, KNOWN } from './known-answers.test-data.ts';
import { scenarios } from './list.ts';
import { raceAnswers } from './race-answers.ts';
import { races } from './races.ts';
import type { Scenario } from './scenario.ts';

type Rows = Readonly<Record<string, ByRelease<unknown>>>;

/** Rows by id of a scenario, or of a race. */
export interface KeyedByRelease {
  readonly of: 'scenario' | 'race';
  readonly rows: Rows;
}

function ofScenarios(row: (scenario: Scenario) => ByRelease<unknown>): KeyedByRelease {
  return { of: 'scenario', rows: Object.fromEntries(scenarios.map((one) => [one.id, row(one)])) };
}

export const keyedByRelease: Readonly<Record<Table, KeyedByRelease>> = {
  findings: ofScenarios(({ findings }) => findings),
  'recorded runs': ofScenarios(({ recorded }) => recorded),
  'known answers': { of: 'scenario', rows: KNOWN },
  'answers in turn': ofScenarios(({ id }) => IN_TURN[id] ?? {}),
  'race answers': {
    of: 'race',
    rows: Object.fromEntries(races.map(({ id }) => [id, raceAnswers[id] ?? {}])),
  },
};

/** A sentence for each release and each table in which it has neither all of its own nor inherits. One without a base has nothing to inherit. */
export function unsaid(list: readonly Release[]): string[] {
  return list
    .filter(({ base }) => base !== null)
    .flatMap(({ id, inherits }) =>
      tables()
        .filter(([table]) => !inherits.includes(table))
        .flatMap(([table, { of, rows }]) => {
          const silent = Object.values(rows).filter((row) => row[id] === undefined).length;
          const who = silent === 1 ? `1 ${of} says` : `${silent} ${of}s say`;
          return silent === 0 ? [] : [`${who} nothing of ${id} in the ${table}: inherit or write`];
        }),
    );
}

/** A sentence for each entry of a release that is not in the list, and for each that repeats what it would inherit. */
export function saidInVain(list: readonly Release[], all = tables()): string[] {
  return all.flatMap(([table, { rows }]) =>
    Object.entries(rows).flatMap(([row, entries]) =>
      Object.entries(entries).flatMap(([id, value]) => {
        const release = list.find((one) => one.id === id);
        if (release === undefined)
          return [`${row} speaks of ${id} in the ${table}: there is no such release`];
        const there = release.base === null ? undefined : inherited(entries, release.base, list);
        if (there === undefined || JSON.stringify(there.value) !== JSON.stringify(value)) return [];
        return [`${row} repeats for ${id} in the ${table} what it inherits from ${there.from}`];
      }),
    ),
  );
}

function tables(): [Table, KeyedByRelease][] {
  return Object.entries(keyedByRelease) as [Table, KeyedByRelease][];
}
