/** Measures how long it takes from a changed text to the verdict, as the page's worker does it behind every key. */
import { Search } from '../src/core/explore/search.ts';
import { Compiler } from '../src/core/lang/compile.ts';
import { assemble, sourcesOf } from '../src/core/scenarios/assemble.ts';
import type { Scenario } from '../src/core/scenarios/scenario.ts';
import { partsOf } from '../src/core/step/parts.ts';

const PATH = 'arch/arm64/kernel/mte.c';
const LINE = 'if (is_swap_pte(old_pte)) {';
/** Edits before any is counted, as the machine has to warm up. */
const UNCOUNTED = 30;
const COUNTED = 20;

/** Milliseconds by edit: each gives a line in the middle of what all the CPUs run another number of statements behind it. */
export function editsToVerdict(scenario: Scenario, release: string): { times: number[]; states: number } {
  const text = sourcesOf(scenario, release).find(({ path }) => path === PATH)?.text ?? '';
  if (!text.includes(LINE)) throw new Error(`${PATH} of ${release} has no ${LINE}`);
  const compiler = new Compiler();
  let states = 0;
  const times = Array.from({ length: UNCOUNTED + COUNTED }, (_, key) => {
    const edited = new Map([[PATH, text.replace(LINE, LINE + 'old_pte = old_pte;'.repeat((key % 5) + 1))]]);
    const start = performance.now();
    const assembled = assemble(scenario, release, edited, { compiler });
    if (!('system' in assembled)) throw new Error(assembled.diagnostics[0]?.message);
    const search = new Search(partsOf(assembled.system), { states: Infinity, bytes: Infinity });
    while (!search.advance(50_000));
    ({ states } = search.progress);
    return performance.now() - start;
  });
  return { times: times.slice(UNCOUNTED), states };
}
