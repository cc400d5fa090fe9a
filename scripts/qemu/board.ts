/** Whole images on QEMU's virt board, and built by GNU as. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  readonly console: string;
  readonly instructions: number;
  readonly exceptions: readonly { readonly esr: string; readonly far: string | null; readonly elr: string }[];
}

const TOOLS = [
  'qemu-system-aarch64',
  'aarch64-linux-gnu-as',
  'aarch64-linux-gnu-ld',
  'aarch64-linux-gnu-objcopy',
];
const MOST_SECONDS = 10;

export function hasQemuSystem(): boolean {
  return TOOLS.every((tool) => spawnSync(tool, ['--version']).status === 0);
}

function inFolder<T>(body: (path: (name: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tagscope-qemu-'));
  try {
    return body((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(tool: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, {
    timeout: MOST_SECONDS * 1000,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${tool}: ${stderr}`);
  return stdout;
}

/** GNU's image of a text, raw and as an ELF executable that starts at its first byte. */
export function builtByGnu(source: string, base: number): { readonly raw: Buffer; readonly elf: Buffer } {
  return inFolder((path) => {
    writeFileSync(path('text.s'), `.globl _start\n_start:\n${source}`);
    run('aarch64-linux-gnu-as', ['-march=armv8.5-a+memtag', path('text.s'), '-o', path('text.o')]);
    const at = `0x${base.toString(16)}`;
    run('aarch64-linux-gnu-ld', ['-N', '-Ttext', at, path('text.o'), '-o', path('text.elf')]);
    run('aarch64-linux-gnu-objcopy', ['-O', 'binary', path('text.elf'), path('text.bin')]);
    return { raw: readFileSync(path('text.bin')), elf: readFileSync(path('text.elf')) };
  });
}

/** Runs a raw image to its end, an instruction at a time; what QEMU's own start-up code does is not counted. */
export function ranByQemu(image: Uint8Array, base: number): Ran {
  return inFolder((path) => {
    writeFileSync(path('image'), image);
    const console = run('qemu-system-aarch64', [
      ...[
        '-M',
        'virt,mte=on',
        '-cpu',
        'max',
        '-m',
        '128',
        '-nic',
        'none',
        '-display',
        'none',
        '-monitor',
        'none',
      ],
      ...[
        '-serial',
        'stdio',
        '-kernel',
        path('image'),
        '-singlestep',
        '-d',
        'exec,nochain,int',
        '-D',
        path('log'),
      ],
    ]);
    return { console, ...readLog(readFileSync(path('log'), 'utf8'), base) };
  });
}

/** What the log says: `Trace` an instruction, `Taking` an exception with lines of its registers. Hypercalls are answered by QEMU. */
function readLog(log: string, base: number): Omit<Ran, 'console'> {
  const executed = [...log.matchAll(/^Trace \d+: \S+ \[[0-9a-f]+\/([0-9a-f]+)\//gm)].map(([, pc = '']) =>
    parseInt(pc, 16),
  );
  const exceptions = log
    .split(/^Taking exception /m)
    .slice(1)
    .filter((text) => !text.includes('handled as PSCI call'))
    .map((text) => ({
      esr: /with ESR 0x[0-9a-f]+\/(0x[0-9a-f]+)/.exec(text)?.[1] ?? '',
      far: /with FAR (0x[0-9a-f]+)/.exec(text)?.[1] ?? null,
      elr: /with ELR (0x[0-9a-f]+)/.exec(text)?.[1] ?? '',
    }));
  return { instructions: executed.length - executed.indexOf(base), exceptions };
}
