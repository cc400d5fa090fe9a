/** `replay`: a run that was written down, each step with what it does and what it breaks. */
import { digestOf } from '../core/machine/digest.ts';
import { properties } from '../core/scenarios/properties.ts';
import { readChoices } from '../core/step/choices.ts';
import { machineNamed } from './machine.ts';
import { replay, stepLine } from './steps.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';

/** `words` are one file that holds a run, or a run: scenario, release, choices. */
export function replayRun(terminal: Terminal, words: readonly string[]): number {
  const [only] = words;
  const text = words.length === 1 && only !== undefined ? (terminal.read(only) ?? only) : words.join(' ');
  const [id, release, ...rest] = text.split(/\s+/).filter((word) => word !== '');
  if (id === undefined || release === undefined || rest.length === 0)
    throw new BadInput('a run is a scenario, a release and choices, such as: isolation v5.10 0 1*4 0*21');
  const { scenario, system } = machineNamed(id, release);
  const choices = readChoices(rest.join(' '));
  if (choices === null) throw new BadInput(`these are no choices: ${rest.join(' ')}`);
  const { records, state } = replay(system, choices);
  const broken = records.some((record) => record.broke.length > 0);
  records.forEach((record, i) => {
    terminal.out(`${stepLine(system, record, i + 1)}\n`);
    for (const check of record.broke) {
      const sentence = properties.find((p) => p.id === scenario.properties[check])?.sentence;
      terminal.out(`      breaks: ${sentence ?? ''}\n`);
    }
  });
  terminal.out(`digest ${digestOf(state)}\n`);
  terminal.out(`${choices.length} steps; ${broken ? 'broken' : 'every property holds in this run'}\n`);
  return broken ? Exit.broken : Exit.holds;
}
