import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChoices, writeChoices } from './choices.ts';

test('what is written down is read back', () => {
  const choice = fc.record({ kind: fc.constant('step' as const), thread: fc.nat(8) });
  fc.assert(
    fc.property(fc.array(choice), (choices) => {
      expect(readChoices(writeChoices(choices) ?? '?')).toEqual(choices);
    }),
  );
});

test('outcomes of a choice are kept', () => {
  expect(readChoices('0*2 1=1 0')).toEqual([
    { kind: 'step', thread: 0 },
    { kind: 'step', thread: 0 },
    { kind: 'step', thread: 1, outcome: 1 },
    { kind: 'step', thread: 0 },
  ]);
});

test.each(['x', '0*', '1**2', '-1', '0*999999'])('%s is no list of choices', (text) => {
  expect(readChoices(text)).toBeNull();
});
