import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\n\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['ground', 'panel', 'raised', 'danger-ground'];
const threads = [0, 1, 2, 3, 4].map((number) => `thread-${number}`);
const pairs: [text: string, ground: string][] = [
  ...['ink', 'ink-2', 'ink-3', 'danger', 'ok', 'accent', ...threads].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...threads.flatMap((thread) =>
    ['ink', 'ink-2', 'ink-3', 'danger', thread].map((text): [string, string] => [text, `${thread}-ground`]),
  ),
  ['tag-0-ink', 'tag-0'],
];

test.each(['light', 'dark', 'projector'])(
  'theme %s: text reads on every ground, controls are seen',
  (theme) => {
    const tokens = tokensOf(theme);
    const between = (a: string, b: string) => contrast(tokens.get(a) ?? '', tokens.get(b) ?? '');
    expect(pairs.filter(([text, ground]) => !(between(text, ground) >= 4.5))).toEqual([]);
    expect(['ground', 'panel'].filter((ground) => !(between('line-strong', ground) >= 3))).toEqual([]);
  },
);

test('the three themes have the same tokens', () => {
  const names = (theme: string) => [...tokensOf(theme).keys()];
  expect(names('dark')).toEqual(names('light'));
  expect(names('projector')).toEqual(names('light'));
});
