import { describe, expect, test } from 'vitest';
import { releases } from '../core/kernel/releases.ts';
import { isolation } from '../core/scenarios/isolation/scenario.ts';
import { runsOnAll } from '../core/scenarios/offered-runs.ts';
import { readChoices } from '../core/step/choices.ts';
import { columnKey, judge, type MatrixRun } from '../core/trace/judge.ts';
import { columnsOf, matrixRuns, recordedRuns } from './matrix.ts';
import { verdictKey, type Verdict } from './explorer.ts';
import { NO_EDITS } from '../core/scenarios/machine.ts';
import { createRunStore } from './store.ts';

const on = (release: string) => ({ release, edits: NO_EDITS });

/** On v5.10 CPU 0 sets the flag, and CPU 1 trusts it and maps the page. */
const stale: MatrixRun = {
  id: 'stale',
  title: '',
  ...on('v5.10'),
  choices: readChoices('0 1*2') ?? [],
  property: 'stale',
};

describe('a run of v5.10 that shows stale tags', () => {
  test('breaks at its own step at home', () => {
    expect(judge(isolation, stale, on('v5.10'))).toMatchObject({
      kind: 'breaks',
      step: 3,
      property: 'stale',
    });
  });

  test('is opened at the step that breaks, on the release of the column', () => {
    const cell = judge(isolation, stale, on('v5.10'));
    if (cell.kind === 'none') throw new Error(cell.why);
    const opened = createRunStore('isolation', 'v6.4');
    opened.getState().actions.open({
      shared: { release: 'v5.10', choices: cell.choices, step: cell.step },
      problem: null,
    });
    const { snapshot } = opened.getState();
    expect(snapshot).toMatchObject({ release: 'v5.10', cursor: 3 });
    expect(snapshot.properties[0]?.brokenAt).toBe(3);
  });

  test.each(['v12', 'v6.4'])('does not break on %s', (release) => {
    const cell = judge(isolation, stale, on(release));
    expect(cell.kind === 'holds' || cell.kind === 'blocked').toBe(true);
  });
});

describe('the recorded runs on every release', () => {
  const rows = recordedRuns(isolation);

  test('each does at home what it says of itself', () => {
    for (const run of rows) {
      const cell = judge(isolation, run, run);
      expect(cell).toMatchObject(
        run.property === null ? { kind: 'holds' } : { kind: 'breaks', property: run.property },
      );
    }
  });

  test('the lost store of v11 is blocked by the lock of v12, and says who holds it', () => {
    const lost = rows.find(({ release }) => release === 'v11') ?? rows[0];
    if (lost === undefined) throw new Error('no recorded run');
    const cell = judge(isolation, lost, on('v12'));
    expect(cell).toMatchObject({ kind: 'blocked' });
    expect(cell.kind === 'none' ? '' : cell.note).toContain('`tag_sync_lock`');
  });

  test('a cell stands at a step of its run', () => {
    for (const run of rows) {
      for (const column of columnsOf(releases, new Map())) {
        const cell = judge(isolation, run, column);
        if (cell.kind === 'none') throw new Error(cell.why);
        expect(cell.step).toBeLessThanOrEqual(cell.choices.length);
      }
    }
  });
});

describe('the rows', () => {
  const columns = columnsOf(releases, new Map());
  const verdict: Verdict = {
    task: { scenario: 'isolation', release: 'v5.10' },
    done: true,
    bounded: false,
    states: 1,
    transitions: 0,
    depth: 0,
    bytes: 0,
    milliseconds: 0,
    broken: [
      {
        property: 'stale',
        shortest: [0, 1, 1].map((thread) => ({ thread, outcome: 0 })),
        proven: true,
        switches: 1,
        interleavings: null,
        failures: [],
        fewest: null,
      },
    ],
    interleavings: null,
    counted: 'too many states',
    reduced: false,
    livelock: null,
  };

  test('are the visitor’s run, once there is one, the recorded ones and those the explorer found', () => {
    const store = createRunStore('isolation', 'v5.10');
    const rows = () =>
      matrixRuns(store.getState().snapshot, columns, new Map([[verdictKey(verdict.task), verdict]])).map(
        ({ title }) => title,
      );
    const recorded = runsOnAll(isolation).map(({ title }) => title);
    expect(rows()).toEqual([...recorded, 'Shortest to show stale tags']);
    store.getState().actions.step(0);
    expect(rows()).toEqual(['Your run', ...recorded, 'Shortest to show stale tags']);
  });

  test('take the shortest of several searches, and say so where there may be a shorter one', () => {
    const { snapshot } = createRunStore('isolation', 'v5.10').getState();
    const found = (...all: Verdict[]) =>
      matrixRuns(snapshot, columns, new Map(all.map((each) => [verdictKey(each.task), each])))
        .filter(({ id }) => id.startsWith('found'))
        .map(({ title, choices }) => [title, choices.length]);
    const [stale] = verdict.broken;
    if (stale === undefined) throw new Error('nothing is broken');
    const within: Verdict = {
      ...verdict,
      task: { ...verdict.task, bounds: { preemptions: 1 } },
      broken: [{ ...stale, shortest: [...stale.shortest, { thread: 1, outcome: 0 }] }],
    };
    expect(found(within)).toEqual([['Found to show stale tags', 4]]);
    expect(found(within, verdict)).toEqual([['Shortest to show stale tags', 3]]);
    expect(found({ ...verdict, task: { ...verdict.task, edited: [['mm/swap.c', '']] } })).toEqual([]);
  });

  test('have names of their own', () => {
    const { snapshot } = createRunStore('isolation', 'v5.10').getState();
    const ids = matrixRuns(snapshot, columns, new Map([[verdictKey(verdict.task), verdict]])).map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('edited sources', () => {
  const path = 'arch/arm64/kernel/mte.c';

  test('have a column beside the release they were made from', () => {
    const edits = new Map([[path, '/* nothing */']]);
    const edited = new Map([
      ['v5.10', edits],
      ['v12', NO_EDITS],
    ]);
    const columns = columnsOf([{ id: 'v5.10' }, { id: 'v11' }, { id: 'v12' }], edited);
    expect(columns.map(columnKey)).toEqual(['v5.10', 'v5.10, edited', 'v11', 'v12']);
  });

  test('that do not compile give a cell that says so', () => {
    const cell = judge(isolation, stale, { release: 'v5.10', edits: new Map([[path, 'int ;;; (']]) });
    expect(cell).toMatchObject({ kind: 'none' });
  });
});
