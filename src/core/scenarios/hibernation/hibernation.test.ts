import { describe, expect, test } from 'vitest';
import { Search } from '../../explore/search.ts';
import { releases } from '../../kernel/releases.ts';
import { kernelSources } from '../../kernel/sources.ts';
import { partsOf } from '../../step/parts.ts';
import { initialState, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { machineOf } from '../machine.test-data.ts';
import { hibernation } from './scenario.ts';

const SUSPEND = 'arch/arm64/kernel/hibernate.c';
const ENOMEM = -12;

/** To the end; the attempt to get memory with this number, from 0, fails. */
function runOf(system: System, failing: number | null) {
  let state = initialState(system);
  let attempt = 0;
  for (;;) {
    const outcome = attempt === failing ? 1 : 0;
    const taken = takeStep(system, state, { kind: 'step', thread: 0, outcome });
    const plain = 'refused' in taken ? takeStep(system, state, { kind: 'step', thread: 0 }) : taken;
    if ('refused' in plain) break;
    ({ state } = plain);
    if (plain.record.label.startsWith('choose ')) attempt++;
  }
  const words = (name: string, field = '') => {
    const global = system.program.globals.get(name);
    if (global === undefined) throw new Error(`there is no ${name}`);
    const type = global.type.kind === 'array' ? global.type.of : global.type;
    const fields = type.kind === 'struct' ? type.fields : [];
    const offset = fields.find((one) => one.name === field)?.offset ?? 0;
    const stride = type.kind === 'struct' ? type.words : 1;
    return (index: number) => state.words[global.address + index * stride + offset] ?? 0;
  };
  return {
    attempts: attempt,
    answer: words('suspended')(0) | 0,
    signal: words('tasks', 'sig')(0),
    kept: [0, 1, 2].filter((slot) => words('mte_pages', 'present')(slot) !== 0).length,
  };
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const system = machineOf(hibernation, release);

  test('with memory, both find their tags, and nothing is kept any more', () => {
    expect(runOf(system, null)).toMatchObject({ answer: 0, signal: 0, kept: 0 });
  });

  test('without memory for any of the pages there is no hibernation, and nothing is kept', () => {
    const { attempts } = runOf(system, null);
    expect(attempts).toBeGreaterThan(0);
    for (let failing = 0; failing < attempts; failing++)
      expect(runOf(system, failing)).toMatchObject({ answer: ENOMEM, signal: 0, kept: 0 });
  });
});

test.each([
  ['putting them back', '\tswsusp_mte_restore_tags();\n\tghost', '\tghost'],
  ['putting them aside', 'system_supports_mte() ? swsusp_mte_save_tags() : 0', '0'],
])('without %s, tags are lost with the power', (_, find, put) => {
  const text = kernelSources('v5.14').find((file) => file.path === SUSPEND)?.text ?? '';
  expect(text.split(find)).toHaveLength(2);
  const edited = new Map([[SUSPEND, text.replace(find, put)]]);
  const system = machineOf(hibernation, 'v5.14', { edited });
  const search = new Search(partsOf(system), { states: 1e5, bytes: Infinity });
  while (!search.advance(1000));
  const broken = hibernation.properties.filter((__, check) => search.shortest(check) !== null);
  expect(broken).toEqual(['stale', 'lost']);
});
