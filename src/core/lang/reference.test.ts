/** docs/model-c.md: every example is compiled and run, and does what the comment beside it says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Hardware } from '../arm/hardware.ts';
import { HARDWARE_PRIMITIVES } from '../arm/primitives.ts';
import type { State } from '../machine/state.ts';
import { statusOf } from '../step/status.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { FAULTS } from './code.ts';
import { compileText, cpus } from './compiled.test-data.ts';
import { BUILT_IN } from './primitives.ts';

const page = readFileSync(new URL('../../../docs/model-c.md', import.meta.url), 'utf8');

/** The examples, each with the section that it stands in. */
const examples = [...page.matchAll(/```c\n(.*?)```/gs)].map((match) => ({
  section: [...page.slice(0, match.index).matchAll(/^##+ (.*)$/gm)].at(-1)?.[1] ?? 'the first',
  text: match[1] ?? '',
}));

/** What the comments of an example say: `error: …` of their line, `steps: …` and `then …` of `f`, `x is 5` of a global. */
function said(text: string): {
  errors: string[];
  steps: string | null;
  end: string | null;
  values: string[];
} {
  const comments = [...text.matchAll(/\/\* (.*?) \*\//g)];
  const after = (prefix: string): string | null =>
    comments.map((c) => c[1] ?? '').find((c) => c.startsWith(prefix))?.slice(prefix.length) ?? null; // prettier-ignore
  const lineOf = (at: number): number => text.slice(0, at).split('\n').length;
  return {
    errors: comments.filter((c) => c[1]?.startsWith('error: ')).map((c) => `${lineOf(c.index)}: ${c[1]?.slice('error: '.length) ?? ''}`), // prettier-ignore
    steps: after('steps: '),
    end: after('then '),
    values: comments.map((c) => c[1] ?? '').filter((c) => /^\S+ is -?\d+$/.test(c)),
  };
}

const hardware: Hardware = {
  tagsPage: 0, dataPage: 0, frames: 0, pfnBase: 0, userBase: 0n, userPages: 0, ipaBase: 0n, guestPages: 0, guestTags: () => true, tagBlocks: 16, image: new Uint8Array(0),
}; // prettier-ignore

/** Runs `f` alone, with the first outcome of every choice, until it cannot go on. */
function runAlone(text: string): { system: System; state: State; labels: string[] } {
  const compiled = compileText(text, { threads: cpus('f'), primitives: HARDWARE_PRIMITIVES });
  if (!('program' in compiled)) throw new Error(compiled.diagnostics.map((d) => d.message).join('\n'));
  const system: System = {
    program: compiled.program,
    primitives: HARDWARE_PRIMITIVES.map((p) => p.make(hardware)),
    checks: [],
    prologue: '',
    resident: [false],
    writeUser: () => false,
  };
  const labels: string[] = [];
  let state = initialState(system);
  while (statusOf(system, state, 0).kind === 'ready') {
    const taken = takeStep(system, state, { kind: 'step', thread: 0 });
    if ('refused' in taken) throw new Error(taken.refused);
    labels.push(taken.record.label);
    ({ state } = taken);
  }
  return { system, state, labels };
}

/** What a global of the program is, or an element of one: `x`, `list[0]`. */
function valueOf({ program }: System, state: State, place: string): number {
  const [, name = '', index = '0'] = /^(\w+)(?:\[(\d+)\])?$/.exec(place) ?? [];
  const type = program.globals.get(name)?.type;
  const scalar = type?.kind === 'array' ? type.of : type;
  if (scalar?.kind !== 'int') throw new Error(`no number ${place}`);
  const at = (program.globals.get(name)?.address ?? 0) + Number(index) * (scalar.bits === 64 ? 2 : 1);
  return scalar.signed ? (state.words[at] ?? 0) | 0 : (state.words[at] ?? 0);
}

describe('the examples', () => {
  test('each says something that can be checked', () => {
    expect(examples.length).toBeGreaterThan(15);
    for (const { text } of examples) {
      const { errors, steps, end, values } = said(text);
      expect(errors.length + values.length + Number(steps !== null) + Number(end !== null)).toBeGreaterThan(
        0,
      );
    }
  });

  test.each(examples.filter(({ text }) => said(text).errors.length > 0))(
    '$section: what is wrong',
    ({ text }) => {
      const threads = text.includes('void f(void)') ? cpus('f') : [];
      const compiled = compileText(text, { threads, primitives: HARDWARE_PRIMITIVES });
      const complaints = 'program' in compiled ? [] : compiled.diagnostics;
      expect(complaints.map((d) => `${d.line}: ${d.message}`)).toEqual(said(text).errors);
    },
  );

  test.each(examples.filter(({ text }) => said(text).errors.length === 0))(
    '$section: what it does',
    ({ text }) => {
      const { steps, end, values } = said(text);
      const { system, state, labels } = runAlone(text);
      if (steps !== null) expect(labels.join(', ')).toBe(steps);
      const status = statusOf(system, state, 0);
      const how =
        status.kind === 'oops' ? `oops: ${status.reason}` : 'reason' in status ? `it ${status.reason}` : null;
      expect(how).toBe(end);
      for (const value of values) {
        const [place = '', , number] = value.split(' ');
        expect(`${place} is ${valueOf(system, state, place)}`).toBe(`${place} is ${number ?? ''}`);
      }
    },
  );
});

describe('the tables', () => {
  /** First column of every row, without the heads. */
  const rows = [...page.matchAll(/^\| (.*?) \|/gm)].map((match) => match[1] ?? '');
  const named = rows.flatMap((row) =>
    [...row.matchAll(/`([^`]*\([^`]*\))`/g)].map((match) => match[1] ?? ''),
  );
  const nameOf = (text: string): string => /(\w+)\(/.exec(text)?.[1] ?? '';

  test('of primitives name each once, and nothing else', () => {
    const all = [...BUILT_IN, ...HARDWARE_PRIMITIVES.map((p) => p.name)];
    expect(named.map(nameOf).sort()).toEqual(all.sort());
  });
  test('give those of the hardware with their types', () => {
    const signatures = HARDWARE_PRIMITIVES.map(
      ({ name, parameters, result }) => `${result} ${name}(${parameters.join(', ')})`,
    );
    const written = named.filter((text) => !BUILT_IN.has(nameOf(text)));
    // The names of the parameters are for the reader.
    const types = written.map((text) =>
      text.replaceAll(/(\*|\w+ )\w+(?=[,)])/g, (_, type: string) => type.trim()),
    );
    expect(types.sort()).toEqual(signatures.sort());
  });
  test('of faults have every sentence', () => {
    for (const fault of FAULTS.filter((sentence) => sentence !== '')) expect(rows).toContain(fault);
  });
});
