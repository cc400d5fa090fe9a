/** `replay`: a run that was written down, each step with what it does and what it breaks. */
import { digestOf } from '../core/machine/digest.ts';
import { readChoices } from '../core/step/choices.ts';
import { machineNamed, type Asked } from './machine.ts';
import { savedRun, type SavedRun } from './saved-run.ts';
import { replay, stepLine } from './steps.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';

/** `words` are one file that holds a run, in words or as the page saves it, or a run: scenario, release, choices. */
export function replayRun(terminal: Terminal, words: readonly string[], { source = [] }: Asked): number {
  const [only] = words;
  const text = words.length === 1 && only !== undefined ? (terminal.read(only) ?? only) : null;
  const json = text?.trimStart().startsWith('{') === true;
  if (json && /"tagscope"\s*:\s*"scenario"/.test(text))
    throw new BadInput('this is a scenario file and no run: name a release and choices after it');
  if (json && source.length > 0)
    throw new BadInput('a run that the page saved holds its own sources: leave --source out');
  const {
    machine: { properties, system },
    choices,
    stood,
  } = json ? savedRun(terminal, text, only ?? '') : runInWords(terminal, text?.split(/\s+/) ?? words, source);
  const { records, state } = replay(system, choices);
  const broken = records.some((record) => record.broke.length > 0);
  records.forEach((record, i) => {
    terminal.out(`${stepLine(system, record, i + 1)}\n`);
    for (const check of record.broke) {
      terminal.out(`      breaks: ${properties[check]?.sentence ?? ''}\n`);
    }
  });
  terminal.out(`digest ${digestOf(state)}\n`);
  if (stood !== null && digestOf(replay(system, choices.slice(0, stood.step)).state) !== stood.digest)
    terminal.err(
      `tagscope: the state at step ${stood.step} is not the one that was saved: the model has changed since\n`,
    );
  terminal.out(`${choices.length} steps; ${broken ? 'broken' : 'every property holds in this run'}\n`);
  return broken ? Exit.broken : Exit.holds;
}

function runInWords(terminal: Terminal, words: readonly string[], source: readonly string[]): SavedRun {
  const [id, release, ...rest] = words.filter((word) => word !== '');
  if (id === undefined || release === undefined || rest.length === 0)
    throw new BadInput('a run is a scenario, a release and choices, such as: isolation v5.10 0 1*4 0*21');
  const machine = machineNamed(terminal, id, { release, source });
  const choices = readChoices(rest.join(' '));
  if (choices === null) throw new BadInput(`these are no choices: ${rest.join(' ')}`);
  return { machine, choices, stood: null };
}
