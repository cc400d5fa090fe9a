/** A run written down as JSON: what a link and an exported file hold. What is read comes from anywhere, so nothing in it is believed. */
import * as v from 'valibot';
import type { Choice } from '../step/record.ts';
import { readChoices, writeChoices } from '../step/choices.ts';
import { MOST_CHOICES, MOST_EDITED_FILES, MOST_SHARED_TEXT, MOST_WRITTEN_BYTES } from '../limits.ts';

export interface SharedRun {
  readonly scenario: string;
  readonly release: string;
  /** Where the cursor stands, and the digest of the state there. */
  readonly step: number;
  readonly digest: string;
  readonly theme: string | null;
  /** The panels in view, by name. */
  readonly view: readonly string[];
  readonly choices: readonly Choice[];
  /** The text of the scenario file that describes the scenario; absent: it is one of ours. */
  readonly file?: string;
  /** Edited texts by path; they replace the release's. */
  readonly edits: ReadonlyMap<string, string>;
}

/** What could be read, and a sentence about what could not. */
export interface Reading {
  readonly shared: Partial<SharedRun>;
  readonly problem: string | null;
}

export const FORMAT = 1;

const name = v.pipe(v.string(), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(MOST_SHARED_TEXT));
const word = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]{1,16}$/),
  v.transform((hex) => BigInt(hex)),
);
const bytes = v.pipe(
  v.string(),
  v.maxLength(2 * MOST_WRITTEN_BYTES),
  v.regex(/^(?:[0-9a-f]{2})*$/),
  v.transform((hex): number[] => (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))),
);

const call = v.pipe(
  v.object({
    mailbox: v.pipe(v.number(), v.integer()),
    call: word,
    args: v.pipe(v.array(word), v.maxLength(8)),
    writes: v.optional(v.pipe(v.array(v.tuple([word, bytes])), v.maxLength(64)), []),
  }),
  v.transform(({ mailbox, call: nr, args, writes }): Choice => ({
    kind: 'call',
    mailbox,
    nr,
    args,
    writes: writes.map(([address, written]) => ({ address, bytes: written })),
  })),
);

/** Stretches of steps and calls; no further than a run may go, for a few characters can stand for many steps. */
const choices = v.pipe(
  v.array(v.union([v.string(), call])),
  v.rawTransform<(string | Choice)[], Choice[]>(({ dataset, addIssue, NEVER }) => {
    const read: Choice[] = [];
    for (const part of dataset.value) {
      const some = typeof part === 'string' ? readChoices(part) : [part];
      if (some === null || read.length + some.length > MOST_CHOICES) {
        addIssue();
        return NEVER;
      }
      read.push(...some);
    }
    return read;
  }),
);

/** What each field holds. One that does not is lost, and the others are kept. */
const schemas = {
  scenario: name,
  release: name,
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  theme: v.nullable(name),
  view: v.pipe(v.array(name), v.maxLength(19)),
  choices,
  edits: v.pipe(
    v.array(v.tuple([name, text])),
    v.maxLength(MOST_EDITED_FILES),
    v.transform((edits) => new Map(edits)),
  ),
  file: text,
};

export function writeShared(run: SharedRun, indent?: number): string {
  // What a cut-off link would lose first comes last.
  const json = {
    tagscope: FORMAT,
    scenario: run.scenario,
    release: run.release,
    step: run.step,
    digest: run.digest,
    theme: run.theme,
    view: run.view,
    choices: choicesAsJson(run.choices),
    ...(run.file === undefined ? {} : { file: run.file }),
    edits: [...run.edits],
  };
  return JSON.stringify(json, null, indent);
}

/** `what` names the source in a sentence: `This link`. */
export function readShared(text: string, what: string): Reading {
  const whole = parse(text);
  const json = whole ?? parseBeginning(text);
  if (json === null) return { shared: {}, problem: `${what} holds no run that can be read.` };
  const shared = sharedFrom(json);
  if (json.tagscope !== FORMAT)
    return {
      shared,
      problem: `${what} was made by another version of Tagscope; what it shares with this one was kept.`,
    };
  const lost = Object.keys(schemas).filter(
    (field) => !(field in shared) && (field !== 'file' || field in json),
  );
  if (whole === null || lost.length > 0) {
    const which = lost.length === 0 ? '' : ` (${lost.join(', ')})`;
    return {
      shared,
      problem: `${what} is damaged: a part of it${which} could not be read, the rest was kept.`,
    };
  }
  return { shared, problem: null };
}

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): Json | null {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}

/** The fields in front of where a text was cut off or spoilt. */
function parseBeginning(text: string): Json | null {
  for (
    let at = text.lastIndexOf(',"'), tries = 0;
    at > 0 && tries < 100;
    at = text.lastIndexOf(',"', at - 1), tries++
  ) {
    const json = parse(`${text.slice(0, at)}}`);
    if (json !== null) return json;
  }
  return null;
}

/** The fields that hold what they should. */
function sharedFrom(json: Json): Partial<SharedRun> {
  const read = Object.entries(schemas).flatMap(([field, schema]) => {
    const { success, output } = v.safeParse(schema, json[field]);
    return success ? [[field, output]] : [];
  });
  return Object.fromEntries(read) as Partial<SharedRun>;
}

/** Stretches of steps as `choices.ts` writes them, and calls between them. */
function choicesAsJson(choices: readonly Choice[]): unknown[] {
  const json: unknown[] = [];
  let steps: Choice[] = [];
  const flush = (): void => {
    if (steps.length > 0) json.push(writeChoices(steps));
    steps = [];
  };
  for (const choice of choices) {
    if (choice.kind === 'step') {
      steps.push(choice);
      continue;
    }
    flush();
    const { mailbox, nr, args, writes } = choice;
    json.push({
      mailbox,
      call: hex(nr),
      args: args.map(hex),
      ...(writes.length === 0
        ? {}
        : { writes: writes.map(({ address, bytes }) => [hex(address), hexBytes(bytes)]) }),
    });
  }
  flush();
  return json;
}

function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function hex(value: bigint): string {
  return `0x${BigInt.asUintN(64, value).toString(16)}`;
}

function hexBytes(bytes: readonly number[]): string {
  return bytes.map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join('');
}
