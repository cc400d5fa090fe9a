/** Whether guests of a program run code of their own: asked before anything of that is loaded. */
import type { Program } from '../core/lang/program.ts';
import { constantOf } from './read.ts';

export function runsGuestCode(program: Program): boolean {
  return constantOf(program, 'CONFIG_GUEST_CODE') !== 0n;
}
