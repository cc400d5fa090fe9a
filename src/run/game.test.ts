import { expect, test } from 'vitest';
import { judgement, scoreOf, switchesOf } from './game.ts';
import { createRunStore } from './store.ts';

const of = (threads: string) =>
  [...threads.matchAll(/-?\d/g)].map(([thread]) => ({ thread: Number(thread) }));

test('a switch is a step of another thread than the one before; a call is nobody’s step', () => {
  expect(switchesOf([])).toBe(0);
  expect(switchesOf(of('0 0 0'))).toBe(0);
  expect(switchesOf(of('0 1 1'))).toBe(1);
  expect(switchesOf(of('0 1 0'))).toBe(2);
  expect(switchesOf(of('0 -1 0'))).toBe(0);
});

test('a run has no score until it breaks the property, and what comes after does not count', () => {
  const store = createRunStore('isolation', 'v5.10');
  const { actions } = store.getState();
  const score = () => scoreOf(store.getState().snapshot, 'stale');
  actions.step(0);
  expect(score()).toBeNull();
  actions.step(1);
  actions.step(1);
  expect(score()).toBe(1);
  actions.step(0);
  expect(score()).toBe(1);
  actions.seek(2);
  expect(score()).toBeNull();
});

test('the best is judged beside par', () => {
  expect(judgement(1, 1)).toMatch(/^That is par/);
  expect(judgement(2, 1)).toBe('Par is 1: it can be done with one switch less.');
  expect(judgement(4, 1)).toBe('Par is 1: it can be done with 3 switches less.');
});
