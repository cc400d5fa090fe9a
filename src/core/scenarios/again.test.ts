/** A kernel that somebody edits, compiled by one compiler all along, is what it would be from nothing. */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { Compiler } from '../lang/compile.ts';
import { assemble } from './assemble.ts';
import { scenarios } from './list.ts';

/** Edits of v12, one on top of the other: in several files, good, wrong, mended. */
const EDITS: readonly [path: string, from: string, to: string, good: boolean][] = [
  ['arch/arm64/kernel/mte.c', 'smp_wmb();', 'smp_wmb(); ;', true],
  ['arch/arm64/kernel/mte.c', 'if (is_swap_pte(old_pte)) {', 'if (is_swap_pte(old_pte)) {\n\tu64 more = 1;', true],
  ['include/linux/swapops.h', '!pte_none(pte) && !pte_present(pte)', '!pte_present(pte) && pte_none(pte) == 0', true],
  ['arch/arm64/kernel/mte.c', 'u64 more = 1;', 'u64 more = ;', false],
  ['include/linux/swapops.h', 'pte_none(pte) == 0', 'pte_non(pte) == 0', false],
  ['arch/arm64/kernel/mte.c', 'u64 more = ;', 'smp_mb();', false],
  ['include/linux/swapops.h', 'pte_non(pte) == 0', '!pte_none(pte)', true],
]; // prettier-ignore

test('edit after edit, in several files', () => {
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('there is a scenario');
  const compiler = new Compiler();
  const texts = new Map<string, string>();
  const programOf = (each: ReturnType<typeof assemble>): object =>
    'system' in each ? each.system.program : each.diagnostics;
  const plain = assemble(scenario, 'v12', texts, { compiler });
  const sources = 'system' in plain ? plain.system.program.sources : [];
  for (const [path, from, to, good] of EDITS) {
    const text = texts.get(path) ?? sources.find((s) => s.path === path)?.text ?? '';
    expect(text, path).toContain(from);
    texts.set(path, text.replace(from, to));
    const again = assemble(scenario, 'v12', new Map(texts), { compiler });
    expect('system' in again, `${path}: ${to}`).toBe(good);
    const afresh = assemble(scenario, 'v12', new Map(texts));
    expect(isDeepStrictEqual(programOf(again), programOf(afresh)), `${path}: ${to}`).toBe(true);
  }
});
