/** A run written down as JSON: what a link and an exported file hold. What is read comes from anywhere, so nothing in it is believed. */
import type { Choice, UserWrite } from '../step/record.ts';
import { readChoices, writeChoices } from '../step/choices.ts';

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
/** Steps that a link or a file holds. */
export const MOST_CHOICES = 50_000;
const MOST_FILES = 200;
const MOST_TEXT = 500_000;
const MOST_BYTES = 1 << 16;

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
  const expected = 'file' in json ? [...fields, 'file'] : fields;
  const lost = expected.filter((field) => !(field in shared));
  if (whole === null || lost.length > 0) {
    const which = lost.length === 0 ? '' : ` (${lost.join(', ')})`;
    return {
      shared,
      problem: `${what} is damaged: a part of it${which} could not be read, the rest was kept.`,
    };
  }
  return { shared, problem: null };
}

/** Those that every run has. */
const fields = ['scenario', 'release', 'step', 'digest', 'theme', 'view', 'choices', 'edits'] as const;

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

function sharedFrom(json: Json): Partial<SharedRun> {
  const { scenario, release, step, digest, theme, view, file } = json;
  const choices = choicesFrom(json.choices);
  const edits = editsFrom(json.edits);
  return {
    ...(isName(scenario) ? { scenario } : {}),
    ...(isName(release) ? { release } : {}),
    ...(typeof step === 'number' && Number.isInteger(step) && step >= 0 ? { step } : {}),
    ...(typeof digest === 'string' && /^[0-9a-f]{16}$/.test(digest) ? { digest } : {}),
    ...(theme === null || isName(theme) ? { theme } : {}),
    ...(Array.isArray(view) && view.length < 20 && view.every(isName) ? { view } : {}),
    ...(choices === null ? {} : { choices }),
    ...(typeof file === 'string' && file.length <= MOST_TEXT ? { file } : {}),
    ...(edits === null ? {} : { edits }),
  };
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

function choicesFrom(json: unknown): Choice[] | null {
  if (!Array.isArray(json)) return null;
  const choices: Choice[] = [];
  for (const part of json as unknown[]) {
    const read = typeof part === 'string' ? readChoices(part) : callFrom(part);
    if (read === null || choices.length + read.length > MOST_CHOICES) return null;
    choices.push(...read);
  }
  return choices;
}

function callFrom(json: unknown): Choice[] | null {
  if (!isObject(json)) return null;
  const { mailbox, call, args, writes = [] } = json;
  const nr = bigFrom(call);
  if (typeof mailbox !== 'number' || !Number.isInteger(mailbox) || nr === null) return null;
  if (!Array.isArray(args) || args.length > 8 || !Array.isArray(writes) || writes.length > 64) return null;
  const values = args.map(bigFrom).filter((value) => value !== null);
  const bytes = writes.map(writeFrom).filter((write) => write !== null);
  if (values.length < args.length || bytes.length < writes.length) return null;
  return [{ kind: 'call', mailbox, nr, args: values, writes: bytes }];
}

function writeFrom(json: unknown): UserWrite | null {
  if (!Array.isArray(json)) return null;
  const [at, text] = json as unknown[];
  const address = bigFrom(at);
  if (address === null || typeof text !== 'string') return null;
  if (text.length > 2 * MOST_BYTES || !/^(?:[0-9a-f]{2})*$/.test(text)) return null;
  const bytes = Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
  return { address, bytes };
}

function editsFrom(json: unknown): Map<string, string> | null {
  if (!Array.isArray(json) || json.length > MOST_FILES) return null;
  const edits = new Map<string, string>();
  for (const entry of json as unknown[]) {
    const [path, text] = Array.isArray(entry) ? (entry as unknown[]) : [];
    if (!isName(path) || typeof text !== 'string' || text.length > MOST_TEXT) return null;
    edits.set(path, text);
  }
  return edits;
}

function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isName(json: unknown): json is string {
  return typeof json === 'string' && json.length <= 200;
}

function hex(value: bigint): string {
  return `0x${BigInt.asUintN(64, value).toString(16)}`;
}

function bigFrom(json: unknown): bigint | null {
  return typeof json === 'string' && /^0x[0-9a-f]{1,16}$/.test(json) ? BigInt(json) : null;
}

function hexBytes(bytes: readonly number[]): string {
  return bytes.map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join('');
}
