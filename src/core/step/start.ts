/** Whether a system has a start at all. */
import { Machine } from '../machine/machine.ts';
import { initialState, runRoutine } from './step.ts';
import type { System } from './system.ts';

/** Whether the prologue comes to its end; one that stops in a fault leaves nothing that could be stepped. */
export function starts(system: System): boolean {
  const blank = initialState({ ...system, prologue: '', checks: [] });
  return runRoutine(system, new Machine(blank, null), system.prologue) !== -1n;
}
