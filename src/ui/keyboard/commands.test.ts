import { expect, test } from 'vitest';
import { commands, keyName } from './commands.ts';

const pressed = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {},
) => keyName({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });

test('keys have the names of the table', () => {
  expect(pressed('ArrowRight')).toBe('→');
  expect(pressed(' ')).toBe('Space');
  expect(pressed('r')).toBe('R');
  expect(pressed('R', { shiftKey: true })).toBe('Shift R');
  expect(pressed('?', { shiftKey: true })).toBe('?');
  expect(pressed('7')).toBe('7');
});

test('Ctrl, Alt and Meta belong to the browser, Shift with an arrow to the selection', () => {
  for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
    expect(pressed('r', { [held]: true })).toBeNull();
  expect(pressed('ArrowLeft', { shiftKey: true })).toBeNull();
});

test('no key means two things', () => {
  const keys = commands.flatMap((command) => command.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
