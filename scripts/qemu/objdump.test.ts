import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { disassemble } from '../../src/core/arm/a64/disassemble.ts';
import { randomWords } from '../../src/core/arm/a64/random.test-data.ts';
import { TABLE } from '../../src/core/arm/a64/table.ts';

const OBJDUMP = 'aarch64-linux-gnu-objdump';
const WORDS_A_ROW = 40;

/** What objdump writes for each word; the first lies at address 0. */
function objdump(words: readonly number[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tagscope-objdump-'));
  const bytes = Buffer.alloc(4 * words.length);
  words.forEach((word, i) => bytes.writeUInt32LE(word, 4 * i));
  writeFileSync(join(folder, 'words'), bytes);
  const { stdout } = spawnSync(OBJDUMP, ['-Dz', '-b', 'binary', '-m', 'aarch64', join(folder, 'words')], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  rmSync(folder, { recursive: true });
  return [...stdout.matchAll(/^ *[0-9a-f]+:\t[0-9a-f]{8} \t(.*)$/gm)].map(([, text = '']) => text);
}

/** One form of both: blanks, comments and 0x of addresses are left out. */
function plain(text: string): string {
  return text
    .replace(/\s*(\/\/|;|<).*$/, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('0x', '');
}

test.runIf(spawnSync(OBJDUMP, ['--version']).status === 0)('every row reads as objdump writes it', () => {
  const numbers = randomWords(11);
  const words = TABLE.flatMap(({ pattern: { mask, value } }) =>
    Array.from({ length: WORDS_A_ROW }, () => ((numbers.next().value & ~mask) | value) >>> 0),
  );
  const theirs = objdump(words);
  expect(theirs).toHaveLength(words.length);
  const differing = words.flatMap((word, i) => {
    const ours = disassemble(word, BigInt(4 * i));
    const other = theirs[i] ?? '';
    // Not instructions of this processor; hints, of which each version of objdump knows more by name; what objdump calls undefined though only its result is (a base that is loaded as well);
    // registers and operations that it knows and we do not; a PSTATE field with an immediate that no assembler takes.
    if (/^\.inst|^hint|^sys |\bs[0-3]_\d_c/.test(ours) || /undefined|\bs0_/.test(other)) return [];
    return plain(ours) === plain(other) ? [] : [`${word.toString(16)}: ${ours}, not ${other}`];
  });
  expect(differing).toEqual([]);
});
