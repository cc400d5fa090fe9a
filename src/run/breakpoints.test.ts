import { describe, expect, test } from 'vitest';
import { guestProgram } from '../core/scenarios/guest-program.ts';
import { scenarioSources } from '../core/scenarios/sources.ts';
import { createRunStore } from './store.ts';

describe('breakpoints', () => {
  const open = () => {
    const store = createRunStore('hello-tags', 'v6.6');
    const { actions } = store.getState();
    return { actions, now: () => [...store.getState().snapshot.breakpoints] };
  };

  test('stay with their scenario', () => {
    const { actions, now } = open();
    actions.toggleBreakpoint(0x40008n);
    actions.chooseScenario('sync-async');
    expect(now()).toEqual([]);
    actions.chooseScenario('hello-tags');
    actions.chooseRelease('v6.13');
    expect(now()).toEqual([0x40008n]);
    actions.toggleBreakpoint(0x40008n);
    expect(now()).toEqual([]);
  });

  test('go where the edited program has no instruction any more', () => {
    const { actions, now } = open();
    const main = scenarioSources('hello-tags').find(({ path }) => path.endsWith('main.s'));
    const program = guestProgram(
      scenarioSources('hello-tags').filter(({ path }) => path.endsWith('.s')),
      0x40000n,
    );
    const last = 'lines' in program ? Math.max(...[...program.lines.keys()].map(Number)) : NaN;
    actions.toggleBreakpoint(0x40000n);
    actions.toggleBreakpoint(BigInt(last));
    expect(now()).toHaveLength(2);
    actions.edit(new Map([[main?.path ?? '', 'main: hvc #0\nfault: hvc #0\n']]));
    expect(now()).toEqual([0x40000n]);
    actions.edit(new Map());
    expect(now()).toEqual([0x40000n]);
  });
});
