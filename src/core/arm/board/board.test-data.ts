/** A board that a text is assembled for. */
import { assemble } from '../a64/assemble.ts';
import { startOf } from './board.ts';
import { rawImage } from './image.ts';
import type { Run } from './run.ts';
import { IMAGE_BASE } from './virt.ts';
import type { State } from '../../machine/state.ts';

export function startWith(source: string, cpus = 1): State {
  const made = assemble(source, BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(`${made.complaints[0]?.line}: ${made.complaints[0]?.message}`);
  const start = startOf(rawImage(made.image, IMAGE_BASE), { ramMib: 1, cpus, bootargs: '' });
  if ('refused' in start) throw new Error(start.refused);
  return start;
}

/** Runs every processor in turn, `turn` instructions each, until nothing runs or so many have. */
export function runToEnd(run: Run, turn: number, most = 100_000): void {
  for (let taken = 0; taken < most && run.halted === null;)
    for (const cpu of run.running) taken += run.take(cpu, turn);
}

export const textOf = (run: Run): string => String.fromCharCode(...run.sent);
