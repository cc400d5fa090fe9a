/** `tagscope boot FILE`: a program on the board, until it ends: its console, how many instructions it took, its exceptions. */
import { PLAIN_BOARD, startOf } from '../core/arm/board/board.ts';
import { assembledImage, readImage, type Image } from '../core/arm/board/image.ts';
import { Run } from '../core/arm/board/run.ts';
import { IMAGE_BASE } from '../core/arm/board/virt.ts';
import { exceptionName } from '../core/arm/cpu/syndrome.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';
import { MOST_CPUS, MOST_INSTRUCTIONS_IN_TERMINAL, MOST_RAM_MIB } from '../core/limits.ts';

export interface BootOptions {
  readonly bootargs?: string;
  readonly ram?: string;
  readonly maxInstructions?: string;
  readonly cpus?: string;
  readonly json?: boolean;
}

const SHOWN_EXCEPTIONS = 20;
/** How the command ends where the program did not end by itself. */
const ENDS: Readonly<Record<string, number>> = { limit: Exit.bounded, 'exception-loop': Exit.broken };
/** Such a file is a text, which is assembled first. */
const ASSEMBLY = /\.[sS]$/;

/** Runs a raw image, an ELF executable or an assembly text, and says what came out. */
export function boot(terminal: Terminal, paths: readonly string[], options: BootOptions): number {
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new BadInput('boot takes one file');
  const limit = numberOf(
    options.maxInstructions,
    MOST_INSTRUCTIONS_IN_TERMINAL,
    Number.MAX_SAFE_INTEGER,
    'max-instructions',
  );
  const start = startOf(imageOf(terminal, path), {
    ramMib: numberOf(options.ram, PLAIN_BOARD.ramMib, MOST_RAM_MIB, 'ram'),
    cpus: numberOf(options.cpus, PLAIN_BOARD.cpus, MOST_CPUS, 'cpus'),
    bootargs: options.bootargs ?? PLAIN_BOARD.bootargs,
  });
  if ('refused' in start) throw new BadInput(`${path}: ${start.refused}`);
  const run = new Run(start);
  let left = limit;
  for (let turn = run.next; left > 0 && turn !== null; turn = run.next)
    left -= run.take(turn.cpu, Math.min(left, turn.count));
  if (options.json === true) terminal.out(`${JSON.stringify(jsonOf(run))}\n`);
  else print(terminal, run);
  return ENDS[haltOf(run)] ?? Exit.holds;
}

function numberOf(text: string | undefined, otherwise: number, most: number, option: string): number {
  if (text === undefined) return otherwise;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most)
    throw new BadInput(`--${option} takes a number from 1 to ${most}, not ${text}`);
  return value;
}

function imageOf(terminal: Terminal, path: string): Image {
  if (!ASSEMBLY.test(path)) {
    const bytes = terminal.bytes(path);
    if (bytes === null) throw new BadInput(`there is no file ${path}`);
    const image = readImage(bytes, IMAGE_BASE);
    if ('refused' in image) throw new BadInput(`${path}: ${image.refused}`);
    return image;
  }
  const text = terminal.read(path);
  if (text === null) throw new BadInput(`there is no file ${path}`);
  const image = assembledImage(text, IMAGE_BASE);
  if (!('complaints' in image)) return image;
  throw new BadInput(
    `it cannot be assembled\n${image.complaints
      .map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`)
      .join('\n')}`,
  );
}

const haltOf = (run: Run): string => run.halted ?? 'limit';
const consoleOf = (run: Run): string => new TextDecoder().decode(Uint8Array.from(run.sent));
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

function jsonOf(run: Run): unknown {
  const leftOut = run.exceptionCount - run.exceptions.length;
  return {
    console: consoleOf(run),
    instructions: run.instructions,
    exceptions: run.exceptions.map(({ esr, far, elr }) => ({ esr: hex(esr), far: hex(far), elr: hex(elr) })),
    ...(leftOut > 0 ? { exceptionsLeftOut: leftOut } : {}),
    halted: haltOf(run),
  };
}

function print(terminal: Terminal, run: Run): void {
  const text = consoleOf(run);
  terminal.out(text === '' || text.endsWith('\n') ? text : `${text}\n`);
  terminal.out(
    `${counted(run.instructions, 'instruction')}, ${counted(run.exceptionCount, 'exception')}; halted: ${haltOf(run)}\n`,
  );
  for (const { esr, far, elr } of run.exceptions.slice(0, SHOWN_EXCEPTIONS))
    terminal.out(`  ${exceptionName(esr)} (ESR ${hex(esr)}, FAR ${hex(far)}) at ${hex(elr)}\n`);
  if (run.exceptionCount > SHOWN_EXCEPTIONS)
    terminal.out(`  … and ${run.exceptionCount - SHOWN_EXCEPTIONS} more\n`);
}
