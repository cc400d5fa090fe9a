/**
 * Random sequential programs, compiled by gcc and by us: the same checksum, bit for bit.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Machine } from '../machine/machine.ts';
import { copyState } from '../machine/state.ts';
import { run } from '../step/interpret.ts';
import { initialState, runRoutine } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { batches } from '../tried.test-data.ts';
import { compile } from './compile.ts';
import { randomProgram } from './random/program.ts';

/** Programs of a sample, and of a soak. */
const [FEW, ALL] = [200, 10_000];
const SEED = 20210614;
/** So many go into one C file. */
const BATCH = 250;
const TAPES = fc.uint16Array({ minLength: 500, maxLength: 3000, size: 'max' });

const hasGcc = spawnSync('gcc', ['--version']).status === 0;

test.skipIf(!hasGcc).each(batches(SEED, FEW, ALL))(
  '$runs random programs from seed $seed give what gcc -O0 -fwrapv gives (skipped where there is no gcc to compare with)',
  ({ seed, runs }) => {
    const tapes = fc.sample(TAPES, { seed, numRuns: runs });
    const wrong: string[] = [];
    for (let from = 0; from < tapes.length; from += BATCH) {
      const programs = tapes.slice(from, from + BATCH).map(randomProgram);
      const theirs = resultsOfGcc(programs);
      programs.forEach((text, i) => {
        const ours = ourResults(text);
        if (ours.some((result) => result !== theirs[i]))
          wrong.push(
            `program ${from + i}: gcc ${theirs[i] ?? 'nothing'}, ours ${ours.join(' and ')}\n${text}`,
          );
      });
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  },
);

test('the random programs use all of the language that one thread can', () => {
  const texts = fc.sample(TAPES, { seed: 1, numRuns: 120 }).map(randomProgram).join('\n');
  const missing = USED.filter((part) => !part.test(texts)).map(String);
  expect(missing).toEqual([]);
});
const USED = [
  /switch/, /case -1:/, /default:/, /goto out/, /goto again/, /\bdo \{/, /\bwhile/, /\bfor/, /continue/, /break/, /return/, /else if/,
  / \? /, /&&/, /\|\|/, />>=/, /<<=/, / % /, / - -/, /~/, /!/, /\+\+/, /--/, /\*w\+\+ [-^+]?=/, /->m/, /\(\*w\)/, /\.part\./, /\.list\[/, /\)\.m/,
  /= v\d+ = /, /\[(v\d+\+\+|--v\d+) & 15\]/, /&& .* \|\| /, /struct S\d f\d/, /struct S\d x\d/, /const /, /volatile /, /static /,
  /READ_ONCE/, /WRITE_ONCE/, /xchg/, /cmpxchg/, /fetch_add/, /set_bit/, /test_bit/, /clear_bit/,
]; // prettier-ignore

/** The checksum of a routine, and that of a thread that rests before every visible operation, its dead locals zeroed. */
function ourResults(text: string): string[] {
  const compiled = compile({
    sources: [{ path: 'random.c', text, origin: 'test' }],
    constants: {},
    primitives: [],
    threads: [{ name: 'only', entry: 'thread', args: [] }],
    routines: ['checksum'],
  });
  if (!('program' in compiled))
    return [compiled.diagnostics.map((d) => `${d.line}: ${d.message}`).join('; ')];
  const { program } = compiled;
  const system: System = {
    program, primitives: [], checks: [], prologue: '', resident: [false], writeUser: () => false,
  }; // prettier-ignore
  const start = initialState(system);
  const routine = runRoutine(system, new Machine(copyState(start), null), 'checksum');
  const machine = new Machine(copyState(start), null);
  const [thread] = program.threads;
  let outcome = 'rests';
  while (thread !== undefined && outcome === 'rests') outcome = run(program, thread, machine, [], true, 0);
  const at = program.globals.get('result')?.address ?? 0;
  const result = (BigInt(machine.word(at + 1)) << 32n) | BigInt(machine.word(at));
  return [routine.toString(16), outcome === 'ended' ? result.toString(16) : outcome];
}

function resultsOfGcc(programs: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tagscope-gcc-'));
  try {
    const calls = programs.map((_, i) => `printf("%lx\\n", checksum_${i}());`);
    const main = `int main(void) {\n${calls.join('\n')}\nreturn 0;\n}\n`;
    const source = join(folder, 'programs.c');
    const binary = join(folder, 'programs');
    writeFileSync(source, [PRELUDE, ...programs.map(renamed), main].join('\n'));
    execFileSync('gcc', ['-O0', '-fwrapv', '-fsigned-char', '-w', '-o', binary, source]);
    return execFileSync(binary, { encoding: 'utf8' }).trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The names at the top of a program with its number: all programs share one C file. */
function renamed(text: string, program: number): string {
  return text.replaceAll(/\b(?:[gahfkeS]\d+|checksum|thread|result)\b/g, `$&_${program}`);
}

const PRELUDE = `
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
typedef uint8_t u8; typedef int8_t s8; typedef uint16_t u16; typedef int16_t s16;
typedef uint32_t u32; typedef int32_t s32; typedef uint64_t u64; typedef int64_t s64;
#define READ_ONCE(x) (*(volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v) ((void)(*(volatile __typeof__(x) *)&(x) = (v)))
#define xchg(p, v) __extension__({ __typeof__(*(p)) v_ = (v), o_ = *(p); *(p) = v_; o_; })
#define cmpxchg(p, a, v) __extension__({ __typeof__(*(p)) a_ = (a), v_ = (v), o_ = *(p); if (o_ == a_) *(p) = v_; o_; })
#define fetch_add(p, v) __extension__({ __typeof__(*(p)) v_ = (v), o_ = *(p); *(p) = o_ + v_; o_; })
#define set_bit(n, p) ((void)(*(p) |= 1UL << (n)))
#define clear_bit(n, p) ((void)(*(p) &= ~(1UL << (n))))
#define test_bit(n, p) ((int)(*(p) >> (n) & 1))
#define test_and_set_bit(n, p) __extension__({ int o_ = test_bit(n, p); set_bit(n, p); o_; })
#define test_and_clear_bit(n, p) __extension__({ int o_ = test_bit(n, p); clear_bit(n, p); o_; })
`;
