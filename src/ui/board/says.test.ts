import { expect, test } from 'vitest';
import { consoleText, progressSays } from './says.ts';

const progress = {
  status: { kind: 'running', again: false },
  instructions: 1,
  canGoBack: true,
  exceptions: 0,
  speed: null,
  console: { text: '', before: 0 },
} as const;

test('how far, and how fast', () => {
  expect(progressSays(progress)).toBe('1 instruction, 0 exceptions');
  expect(progressSays({ ...progress, instructions: 1234567, exceptions: 1, speed: 51_234_567 })).toBe(
    '1,234,567 instructions, 1 exception; 51.2 million a second',
  );
  expect(progressSays({ ...progress, speed: 1234.4 })).toBe('1 instruction, 0 exceptions; 1,234 a second');
});

test('control characters are pictures, lines are lines', () => {
  expect(consoleText('a\r\nb\tc\x1b[0m\x00\x7f')).toBe('a\nb\tc␛[0m␀␡');
});
