/** Operations numbered by where they stand in the text, so that two threads at the same line are at the same operation. */
import type { Program } from '../lang/program.ts';

/** Gives the number of the operation at an instruction of a thread. */
export function operationsOf(program: Program): (thread: number, pc: number) => number {
  const numbers = new Map<string, number>();
  const known = program.threads.map(() => new Map<number, number>());
  return (thread, pc) => {
    const found = known[thread]?.get(pc);
    if (found !== undefined) return found;
    const info = program.threads[thread]?.info[pc];
    const key = info === undefined ? '' : `${info.span.file} ${info.span.from} ${info.label}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    known[thread]?.set(pc, number);
    return number;
  };
}
