/** `tagscope vectors FILE…`: instructions with their registers and memory before and after, run by our processor. */
import { isCorrected, runVector, vectorName } from '../core/arm/vectors/vector.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';

/** How many differing lines are shown. */
const SHOWN = 10;

/** Runs every line of every file; how many passed, and what differs in the first that did not. */
export function runVectors(terminal: Terminal, paths: readonly string[]): number {
  if (paths.length === 0) throw new BadInput('vectors takes files, such as el0.jsonl');
  let passed = 0;
  let corrected = 0;
  const failed: string[] = [];
  for (const path of paths) {
    const text = terminal.read(path);
    if (text === null) throw new BadInput(`there is no file ${path}`);
    text.split('\n').forEach((line, i) => {
      if (line.trim() === '') return;
      const differences = runVector(line);
      if (isCorrected(line)) corrected++;
      if (differences.length === 0) passed++;
      else failed.push(`${path}:${i + 1} ${vectorName(line)}: ${differences.join('; ')}`);
    });
  }
  terminal.out(`${passed} passed, ${failed.length} failed\n`);
  if (corrected > 0)
    terminal.out(
      `${corrected} of them record that QEMU's DC ZVA calls a mapped page unmapped; they were compared with the Arm ARM.\n`,
    );
  for (const line of failed.slice(0, SHOWN)) terminal.out(`${line}\n`);
  if (failed.length > SHOWN) terminal.out(`… and ${failed.length - SHOWN} more\n`);
  return failed.length === 0 && passed > 0 ? Exit.holds : Exit.broken;
}
