/** Where a thread can rest, and from where it can come there: the control flow of its code, seen from one visible operation to the next. */
import { INSTRUCTION_WORDS, Op } from '../lang/code.ts';
import type { ThreadCode } from '../lang/program.ts';

/**
 * For each instruction where the thread rests or ends, those from which one step may lead to it. Worked out on first use. An oops
 * leads nowhere: the thread stays where it stopped, and does nothing more.
 */
export function sitesBefore(code: ThreadCode): () => ReadonlyMap<number, readonly number[]> {
  let known: ReadonlyMap<number, readonly number[]> | null = null;
  return () => (known ??= edgesBack(code));
}

function edgesBack(code: ThreadCode): ReadonlyMap<number, readonly number[]> {
  const back = new Map<number, number[]>();
  for (let site = 0; site < code.rests.length; site++) {
    if (code.rests[site] === 0) continue;
    for (const to of sitesAfter(code, site)) back.set(to, [...(back.get(to) ?? []), site]);
  }
  return back;
}

/** Where the thread may rest, or end, after the step it rests before at `site`. */
function sitesAfter(code: ThreadCode, site: number): Set<number> {
  const found = new Set<number>();
  const seen = new Set<number>();
  const open = following(code.code, site);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const after = code.rests[at] === 0 ? following(code.code, at) : [];
    if (after.length === 0) found.add(at);
    open.push(...after);
  }
  return found;
}

/** Where control may go from the instruction at `at`; nowhere from an end or an oops. */
export function following(code: Int32Array, at: number): number[] {
  const from = at * INSTRUCTION_WORDS;
  switch (code[from]) {
    case Op.END:
    case Op.OOPS:
      return [];
    case Op.JUMP:
      return [code[from + 1] ?? 0];
    case Op.JUMP_ZERO:
    case Op.JUMP_NOT:
      return [code[from + 2] ?? 0, at + 1];
    default:
      return [at + 1];
  }
}
