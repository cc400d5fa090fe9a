import { describe, expect, test } from 'vitest';
// Origin of each: oracle/README.md.
import el0 from './oracle/el0.jsonl?raw';
import el1 from './oracle/el1.jsonl?raw';
import encodings from './oracle/encodings.jsonl?raw';
import { isCorrected, runVector, vectorName } from './vector.ts';

const linesOf = (text: string): readonly string[] => text.trim().split('\n');

/** What failed, named. */
function failures(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => runVector(line).map((difference) => `${vectorName(line)}: ${difference}`));
}

describe('what QEMU does with the same instructions', () => {
  test.each([
    ['EL0', el0, 2805],
    ['EL1', el1, 555],
    ['encodings', encodings, 212],
  ])('%s', (_, text, count) => {
    const lines = linesOf(text);
    expect(lines).toHaveLength(count);
    expect(failures(lines)).toEqual([]);
  });
});

test('nine lines record that QEMU calls a mapped page unmapped; all are of DC ZVA', () => {
  const corrected = linesOf(el0).filter(isCorrected);
  expect(corrected).toHaveLength(9);
  expect(corrected.every((line) => line.includes('"cls":"dc_zva"'))).toBe(true);
});

describe('a line that is not understood is a failure', () => {
  const stg = linesOf(el0).find((line) => line.includes('"insn":"stg ')) ?? '';
  test.each([
    ['no JSON', '{', 'this is not JSON'],
    ['no object', '7', 'the line is no object'],
    ['of no kind', '{"id":"a"}', 'this is no vector: it has neither asm, nor el, nor enc'],
    [
      'with a field of its own',
      stg.replace('{"id"', '{"weather":1,"id"'),
      'the line has weather, which mean nothing here',
    ],
    [
      'with an unknown mode',
      stg.replace(/"tcf":"\w+"/, '"tcf":"perhaps"'),
      'tcf is not none, sync, async or asymm',
    ],
    ['with an unknown map', stg.replace(/"map":"\w+"/, '"map":"moon"'), 'there is no map moon'],
    ['that cannot be assembled', '{"asm":"frob","enc":"0x0"}', 'at column 1: there is no instruction frob'],
  ])('%s', (_, line, message) => {
    expect(runVector(line)).toEqual([message]);
  });
});

test.each([
  ['a register', (line: string) => line.replace(/"out":\{"regs":\{/, '"out":{"regs":{"x29":"0x123"')],
  ['a flag', (line: string) => line.replace(/"out":(.*)"nzcv":\d+/, '"out":$1"nzcv":16')],
  ['a tag', (line: string) => line.replace(/"out":(.*)"tags":\[\d+/, '"out":$1"tags":[16')],
])('a vector with another result fails: %s', (_, change) => {
  const line =
    linesOf(el0).find((text) => text.includes('"insn":"stg ') && /"regs":\{\},"nzcv":\d+,"mem"/.test(text)) ??
    '';
  expect(change(line)).not.toBe(line);
  expect(runVector(line)).toEqual([]);
  expect(runVector(change(line))).not.toEqual([]);
});
