/** Whose turn it is on a board. */

export interface Choice {
  readonly cpu: number;
  readonly count: number;
}

/** Instructions of one processor before another has its turn; on a board with one it goes on. */
const TURN = 1000;

/**
 * Who comes next, and for how long; null if nobody runs. The choices so far decide, so that a run which went back goes on as it did before.
 */
export function nextTurn(
  choices: readonly Choice[],
  running: readonly number[],
  cpus: number,
): Choice | null {
  const last = choices.at(-1);
  const length = cpus > 1 ? TURN : Number.MAX_SAFE_INTEGER;
  if (last !== undefined && running.includes(last.cpu) && last.count % length !== 0)
    return { cpu: last.cpu, count: length - (last.count % length) };
  const next = running.find((cpu) => cpu > (last?.cpu ?? -1)) ?? running[0];
  return next === undefined ? null : { cpu: next, count: length };
}
