/** The command line: which words call what, and what to say to words that make no sense. */
import { parseArgs } from 'node:util';
import { oldest, releases } from '../core/kernel/releases.ts';
import { scenarios } from '../core/scenarios/list.ts';
import { boot } from './boot.ts';
import { explore } from './explore.ts';
import { printPromela } from './promela.ts';
import { replayRun } from './replay.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';
import { runVectors } from './vectors.ts';

const HELP = `Usage: tagscope COMMAND, or where Tagscope is checked out: npm run -s tagscope -- COMMAND

  list                            scenarios and kernel releases
  explore NAME [--release R] [--source PATH] [--json] [--max-states N]
                                  [--reduce all] [--every-load]
                                  every interleaving of a scenario: does each property hold?
  replay FILE                     a run that the page saved, or a file that says: scenario, release, choices
  replay NAME R CHOICES           the same from the command line, such as: isolation v5.10 '0 1*4 0*21 1*4'
  promela NAME [--release R] [--source PATH]
                                  the scenario as a model for Spin (spin -a -o2; gcc -fwrapv -DNOREDUCE -DSAFETY -DVECTORSZ=16000)
  vectors FILE...                 A64 instructions with what they do to registers, memory and tags: does our processor agree?
  boot FILE [--bootargs S] [--ram MIB] [--cpus N] [--max-instructions N] [--json]
                                  a program without a kernel on a board like QEMU's virt: its console, instructions, exceptions;
                                  FILE is a raw image, an ELF executable, or an assembly text (.s)

NAME is a scenario of the list, or a scenario file (docs/scenario-format.md).
--source PATH runs an edited text of the kernel instead of ours: a file whose path ends with the modelled one, such as
mine/arch/arm64/kernel/mte.c, or a folder of such files; it can be given more than once.
--reduce leaves out what cannot change a verdict: all, or some of private,order,symmetry; --every-load makes steps even of
loads of what nobody writes (docs/exploring.md).
Without --release the release is that of the scenario file, or ${oldest.id}.
Ends with 0 if all properties hold, 1 if one is broken, 2 if the command makes no sense,
3 if the search met its limit without finding any broken.
Of boot: 0 if the program ended, 1 if it ended in exceptions without end, 3 if it met the limit.
`;

/** Runs one command; what the process ends with. */
export function command(words: readonly string[], terminal: Terminal): number {
  try {
    return run(words, terminal);
  } catch (error) {
    if (!(error instanceof BadInput) && !isParseError(error)) throw error;
    terminal.err(`tagscope: ${error.message}\n`);
    return Exit.badInput;
  }
}

function run(words: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      release: { type: 'string' },
      source: { type: 'string', multiple: true },
      'max-states': { type: 'string' },
      'max-instructions': { type: 'string' },
      bootargs: { type: 'string' },
      ram: { type: 'string' },
      cpus: { type: 'string' },
      reduce: { type: 'string' },
      'every-load': { type: 'boolean' },
    },
  });
  const [name, ...rest] = positionals;
  if (values.help === true || name === 'help') {
    terminal.out(HELP);
    return Exit.holds;
  }
  const options = {
    ...(values.release === undefined ? {} : { release: values.release }),
    ...(values.source === undefined ? {} : { source: values.source }),
    ...(values.json === undefined ? {} : { json: values.json }),
    ...(values['every-load'] === undefined ? {} : { everyLoad: values['every-load'] }),
    ...(values.reduce === undefined ? {} : { reduce: values.reduce }),
    ...(values['max-states'] === undefined ? {} : { maxStates: values['max-states'] }),
  };
  switch (name) {
    case 'list':
      if (rest.length > 0) throw new BadInput(`list takes nothing more, not ${rest.join(' ')}`);
      list(terminal);
      return Exit.holds;
    case 'explore':
      if (rest.length > 1) throw new BadInput(`explore takes one scenario, not ${rest.join(' ')}`);
      return explore(terminal, rest[0], options);
    case 'promela':
      if (rest.length > 1) throw new BadInput(`promela takes one scenario, not ${rest.join(' ')}`);
      return printPromela(terminal, rest[0], options);
    case 'boot':
      return boot(terminal, rest, {
        ...(values.json === undefined ? {} : { json: values.json }),
        ...(values.bootargs === undefined ? {} : { bootargs: values.bootargs }),
        ...(values.ram === undefined ? {} : { ram: values.ram }),
        ...(values.cpus === undefined ? {} : { cpus: values.cpus }),
        ...(values['max-instructions'] === undefined ? {} : { maxInstructions: values['max-instructions'] }),
      });
    case 'vectors':
      return runVectors(terminal, rest);
    case 'replay':
      return replayRun(terminal, rest, options);
    default:
      throw new BadInput(
        `${name === undefined ? 'say what to do' : `there is no command ${name}`}; see --help`,
      );
  }
}

function list(terminal: Terminal): void {
  const rows = (entries: readonly { id: string; title: string }[]): string =>
    entries.map(({ id, title }) => `  ${id.padEnd(18)} ${title}\n`).join('');
  terminal.out(`Scenarios\n${rows(scenarios)}\nReleases\n${rows(releases)}`);
}

/** What parseArgs throws for words it does not know. */
function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
