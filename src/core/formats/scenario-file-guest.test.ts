import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GuestRun } from '../scenarios/guest-code.test-data.ts';
import { errorText, read, type ScenarioOfFile } from './scenario-file.ts';

const page = readFileSync(new URL('../../../docs/scenario-format.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text = '']) => text);
const example = examples.find((text) => text.includes('"main.s"')) ?? '';

interface Data {
  code?: string | string[];
  guest?: Record<string, string | string[]>;
  constants: Record<string, number>;
}

function changed(change: (data: Data) => void): string {
  const data = JSON.parse(example) as Data;
  change(data);
  return JSON.stringify(data);
}

/** With another text of a name, or one more. */
function having(name: string, text: string | string[]): string {
  return changed((data) => {
    data.guest = { ...data.guest, [name]: text };
  });
}

function errorsOf(text: string): string[] {
  const result = read(text);
  return 'errors' in result ? result.errors.map(errorText) : [];
}

function right(text: string): ScenarioOfFile {
  const result = read(text);
  if ('errors' in result) throw new Error(result.errors.map(errorText).join('\n'));
  return result;
}

describe('the example of a guest’s own program', () => {
  test('has the texts of the file, and those of ours that it does not replace', () => {
    expect(right(example).file.sources.map(({ path }) => path)).toEqual([
      'scenarios/guest-boot/boot.s',
      'scenarios/guest-boot/guest.c',
      'scenarios/two-tags/main.s',
      'scenarios/guest-boot/memory.s',
    ]);
  });

  test.each(['v6.6', 'v4'])('runs on %s into its tag check fault', (release) => {
    const run = new GuestRun(right(example), release);
    expect(run.faulted).toEqual(['ldr w3, [x1]']);
    expect(run.register(7)).toBe(run.register(1));
    expect(run.broke).toEqual([]);
  });

  test('draws the guest’s pages unless it says what to draw', () => {
    const { frames, mappings } = right(example).picture;
    expect(frames).toHaveLength(5);
    expect(mappings.map(({ name }) => name)).toEqual([
      'Process 0',
      'Guest page 0',
      'Guest page 1',
      'Guest page 2',
    ]);
  });
});

test('a text with the name of one of ours takes its place', () => {
  const memory = [
    '        .balign 0x1000',
    'table:  .quad   0x0000000000000701',
    '        .balign 0x1000',
    '        .skip   0x100',
    'data:',
  ];
  const scenario = right(having('memory.s', memory));
  expect(scenario.file.sources.map(({ path }) => path)).toContain('scenarios/two-tags/memory.s');
  expect(new GuestRun(scenario, 'v6.6').register(7)).toBe((1n << 56n) | 0x42100n);
});

test('so does `code`, with a prologue and a thread of its own', () => {
  const ours = right(example).file.sources.find(({ path }) => path.endsWith('guest.c'))?.text ?? '';
  const text = changed((data) => {
    data.code = ours.replace('#define GUEST_PAGES\t3', '#define GUEST_PAGES\t4').split('\n');
    data.constants.NR_FRAMES = 6;
  });
  const scenario = right(text);
  expect(scenario.picture.mappings).toHaveLength(5);
  expect(new GuestRun(scenario, 'v6.6').faulted).toEqual(['ldr w3, [x1]']);
});

test('without a guest, code is missed', () => {
  const neither = changed((data) => {
    delete data.guest;
  });
  expect(errorsOf(neither)).toEqual([
    'code: this field is missing, and there is no `guest` that runs code of its own',
  ]);
});

describe('what is wrong is told with its place', () => {
  test('an instruction, by its line', () => {
    const [told = ''] = errorsOf(having('main.s', 'main:\n        addg    x1, x0, #0\nfault:\n'));
    expect(told).toMatch(/^guest\.main\.s: line 2: /);
  });

  test('in a list of lines, by its entry', () => {
    const [told = ''] = errorsOf(having('main.s', ['main:', 'fault:', '        mvo     x0, x1']));
    expect(told).toMatch(/^guest\.main\.s\[2\]: .*mvo/);
  });

  test('a label that our boot branches to', () => {
    const [told = ''] = errorsOf(having('main.s', 'main:\n'));
    expect(told).toMatch(/^guest: scenarios\/guest-boot\/boot\.s:\d+: .*fault/);
  });

  test('a name that is none of a text', () => {
    expect(errorsOf(having('../main.s', ''))[0]).toContain('a name such as `main.s` is expected');
  });
});

test('any text gives a scenario or a sentence with its place', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      for (const error of errorsOf(having('main.s', `main:\nfault:\n${text}\n`)))
        expect(error).toMatch(/^guest\.main\.s: line \d+: ./);
    }),
    { numRuns: 20, seed: 8 },
  );
});
