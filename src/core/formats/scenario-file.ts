/** Reads a scenario from a file of our format (docs/scenario-format.md): a scenario that `assemble` takes, or what is wrong, and where. */
import * as v from 'valibot';
import type { FunctionNode } from '../lang/ast.ts';
import { Diagnostics, didYouMean } from '../lang/diagnostics.ts';
import { parse } from '../lang/parse.ts';
import type { Diagnostic, Program, SourceFile } from '../lang/program.ts';
import { assemble, releaseIds, sourcesOf } from '../scenarios/assemble.ts';
import { isAssembly } from '../scenarios/guest-program.ts';
import { scenarios } from '../scenarios/list.ts';
import { properties as ours } from '../scenarios/properties.ts';
import type { FromFile, Mapping, Property, Scenario } from '../scenarios/scenario.ts';
import { withBoot } from '../scenarios/sources.ts';
import { scenarioSchema, type ScenarioData, type Shape } from './scenario-schema.ts';
import { MOST_FILE_ERRORS, MOST_SCENARIO_CHARACTERS } from '../limits.ts';

/** One of the scenarios that a file describes. */
export type ScenarioOfFile = Scenario & { readonly file: FromFile };

export interface FileError {
  /** Where in the file: `threads[1].entry`; empty for all of it. */
  readonly path: string;
  /** A sentence, as after a colon. */
  readonly message: string;
}

/** Where the sizes of the machine are defined; a file may replace these. */
const SIZES = 'include/tagscope/machine.h';

/** What the text describes. Never throws; what is wrong comes back as sentences. */
export function read(text: string): ScenarioOfFile | { readonly errors: readonly FileError[] } {
  const errors: FileError[] = [];
  const parsed = jsonOf(text);
  if ('error' in parsed) return { errors: [{ path: '', message: parsed.error }] };
  const shaped = v.safeParse(scenarioSchema, parsed.value);
  if (!shaped.success) return { errors: shaped.issues.slice(0, MOST_FILE_ERRORS).map(errorOf) };
  const data = shaped.output;
  checkNames(data, errors);
  if (errors.length > 0) return { errors };
  const scenario = scenarioFrom(data, text);
  checkFunctions(data, scenario, errors);
  if (errors.length > 0) return { errors };
  const assembled = assemble(scenario, data.release);
  if ('diagnostics' in assembled)
    return { errors: assembled.diagnostics.map((d) => compilerError(data, scenario, d)) };
  const { program } = assembled.system;
  checkSizes(data, program, errors);
  if (errors.length > 0) return { errors };
  return withPicture(scenario, data, program);
}

/** `threads[1].entry: there is no function …`. */
export function errorText({ path, message }: FileError): string {
  return path === '' ? message : `${path}: ${message}`;
}

function jsonOf(text: string): { readonly value: unknown } | { readonly error: string } {
  if (text.length > MOST_SCENARIO_CHARACTERS)
    return { error: `the file has ${text.length} characters; at most ${MOST_SCENARIO_CHARACTERS} are read` };
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    return { error: `this is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}` };
  }
}

function errorOf(issue: Shape): FileError {
  const path = (issue.path ?? []).reduce(
    (before, { key }) =>
      typeof key === 'number' ? `${before}[${key}]` : `${before}${before === '' ? '' : '.'}${String(key)}`,
    '',
  );
  if (issue.type !== 'strict_object')
    return {
      path,
      message: issue.message.replace(/^Invalid \w+: Expected (.*) but received /s, '$1 is expected, not '),
    };
  if (issue.expected === 'never') return { path, message: 'there is no such field' };
  if (issue.path?.at(-1)?.origin === 'key') return { path, message: 'this field is missing' };
  return { path, message: `an object with named fields is expected, not ${issue.received}` };
}

/** What can be told without reading the model C. */
function checkNames(data: ScenarioData, errors: FileError[]): void {
  const say = (path: string, message: string): void => void errors.push({ path, message });
  if (data.code === undefined && data.guest === undefined)
    say('code', 'this field is missing, and there is no `guest` that runs code of its own');
  if (scenarios.some((s) => s.id === data.id))
    say('id', `\`${data.id}\` is one of Tagscope's own scenarios; a file needs another name`);
  if (!releaseIds().includes(data.release))
    say('release', `there is no release \`${data.release}\`; there are ${releaseIds().join(', ')}`);
  data.threads.forEach(({ name }, i) => {
    if (data.threads.findIndex((t) => t.name === name) < i)
      say(`threads[${i}].name`, `there is a thread \`${name}\` already`);
  });
  const ids = data.properties.map((p) => (typeof p === 'string' ? p : p.id));
  data.properties.forEach((property, i) => {
    const id = ids[i] ?? '';
    const known = ours.some((p) => p.id === id);
    if (ids.indexOf(id) < i) say(`properties[${i}]`, `\`${id}\` is there already`);
    else if (typeof property === 'string' && !known)
      say(
        `properties[${i}]`,
        `there is no property \`${id}\`${
          didYouMean(
            id,
            ours.map((p) => p.id),
          ) || `; there are ${ours.map((p) => p.id).join(', ')}`
        }`,
      );
    else if (typeof property !== 'string' && known)
      say(`properties[${i}].id`, `\`${id}\` is one of Tagscope's own properties; choose another name`);
  });
  const blocks = data.constants.TAG_BLOCKS;
  if (blocks !== undefined && (blocks < 1 || blocks > 256 || 256 % blocks !== 0))
    say('constants.TAG_BLOCKS', 'a page of 256 tags has 1, 2, 4, … 256 blocks');
}

/** The functions that the file names, and the constants: whether there are such. */
function checkFunctions(data: ScenarioData, scenario: ScenarioOfFile, errors: FileError[]): void {
  const sources = sourcesOf(scenario, data.release).filter((file) => !isAssembly(file));
  const diagnostics = new Diagnostics(sources);
  const { functions, defines } = parse(sources, diagnostics);
  if (diagnostics.list.length > 0) {
    errors.push(...diagnostics.inOrder.map((d) => compilerError(data, scenario, d)));
    return;
  }
  const own = [SIZES, ...scenario.file.sources.map(({ path }) => path)];
  const sizes = defines
    .filter(({ span }) => own.includes(sources[span.file]?.path ?? ''))
    .map(({ name }) => name);
  for (const name of Object.keys(data.constants))
    if (name !== 'TAG_BLOCKS' && !sizes.includes(name))
      errors.push({
        path: `constants.${name}`,
        message: `neither ${SIZES} nor \`code\` defines it${didYouMean(name, sizes)}`,
      });
  const check = (path: string, name: string, say: (node: FunctionNode) => string | null): void => {
    const node = functions.find((f) => f.name === name && f.body !== null);
    const message =
      node === undefined
        ? `there is no function \`${name}\`${didYouMean(
            name,
            functions.map((f) => f.name),
          )}`
        : say(node);
    if (message !== null) errors.push({ path, message });
  };
  check('prologue', data.prologue, ({ parameters, ghost }) =>
    ghost || parameters.length > 0 ? 'a prologue is no ghost and has no parameters' : null,
  );
  data.threads.forEach(({ entry, args }, i) => {
    check(`threads[${i}].entry`, entry, ({ parameters, ghost }) => {
      if (ghost) return 'a thread does not start in a ghost function';
      if (parameters.some((p) => p.type.pointers > 0)) return 'a thread is given numbers, not pointers';
      return parameters.length === args.length
        ? null
        : `\`${entry}\` takes ${counted(parameters.length)}, and \`args\` has ${args.length}`;
    });
  });
  data.properties.forEach((property, i) => {
    if (typeof property === 'string') return;
    check(`properties[${i}].predicate`, property.predicate, (node) =>
      node.ghost && node.parameters.length === 0 && !isVoid(node)
        ? null
        : 'a predicate is a ghost function without parameters that gives 0 where the property holds',
    );
  });
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'argument' : 'arguments'}`;
}

function isVoid({ result }: FunctionNode): boolean {
  return result.pointers === 0 && result.base.kind === 'named' && result.base.name === 'void';
}

/** What the compiler or the assembler says, at its place in the file. */
function compilerError(
  data: ScenarioData,
  { file }: ScenarioOfFile,
  { path, line, message }: Diagnostic,
): FileError {
  const text = textsOf(data).find((own) => own.path === path);
  if (text === undefined) {
    const field = file.sources.some((own) => own.path === path) ? 'guest' : 'constants';
    return {
      path: field === 'guest' || Object.keys(data.constants).length > 0 ? field : '',
      message: `${path}:${line}: ${message}`,
    };
  }
  const { field, lines } = text;
  if (typeof lines === 'string') return { path: field, message: `line ${line}: ${message}` };
  let left = line;
  const entry = lines.findIndex((part) => (left -= part.split('\n').length) <= 0);
  return { path: entry < 0 ? field : `${field}[${entry}]`, message };
}

interface OwnText {
  /** As a source of the machine. */
  readonly path: string;
  /** Where it stands in the file. */
  readonly field: string;
  readonly lines: string | readonly string[];
}

/** The texts that the file holds. The model C of a guest that runs code takes the place of ours, by its name. */
function textsOf({ id, code, guest }: ScenarioData): OwnText[] {
  const folder = `scenarios/${id}`;
  const assembly = Object.entries(guest ?? {}).map(([name, lines]) => ({
    path: `${folder}/${name}`,
    field: `guest.${name}`,
    lines,
  }));
  if (code === undefined) return assembly;
  const path = `${folder}/${guest === undefined ? 'scenario' : 'guest'}.c`;
  return [{ path, field: 'code', lines: code }, ...assembly];
}

/** Whether what is drawn is there. */
function checkSizes(data: ScenarioData, program: Program, errors: FileError[]): void {
  const within = (path: string, value: number, size: string): void => {
    const most = Number(program.constants.get(size) ?? 0n);
    if (value >= most)
      errors.push({ path, message: `${value} is too much: ${size} is ${most}, and the first is 0` });
  };
  const { frames = [], mappings = [], swapSlots = [] } = data.picture ?? {};
  frames.forEach((frame, i) => {
    within(`picture.frames[${i}]`, frame, 'NR_FRAMES');
  });
  mappings.forEach(({ kind, space, index }, i) => {
    within(`picture.mappings[${i}].space`, space, kind === 'user' ? 'NR_MMS' : 'NR_KVMS');
    within(`picture.mappings[${i}].index`, index, kind === 'user' ? 'NR_PTES' : 'NR_S2_PTES');
  });
  swapSlots.forEach((slot, i) => {
    within(`picture.swapSlots[${i}]`, slot, 'NR_SAVED');
  });
}

function scenarioFrom(data: ScenarioData, text: string): ScenarioOfFile {
  const own = textsOf(data).map(({ path, lines }): SourceFile => ({
    path,
    text: typeof lines === 'string' ? lines : lines.join('\n'),
    origin: 'scenario',
  }));
  const sources = data.guest === undefined ? own : withBoot(own);
  const properties = data.properties.flatMap((property): Property[] => {
    if (typeof property === 'string') return ours.filter((p) => p.id === property);
    return [{ ...property, breaking: property.breaking ?? `break ${property.id}` }];
  });
  return {
    id: data.id,
    title: data.title,
    theme: 'file',
    lookFor: data.lookFor ?? '',
    caveat: data.caveat ?? null,
    findings: {},
    threads: data.threads.map((thread) => ({ ...thread, role: thread.role ?? thread.entry })),
    constants: { ...(data.guest === undefined ? {} : { CONFIG_GUEST_CODE: 1 }), ...data.constants },
    properties: properties.map((p) => p.id),
    recorded: {},
    picture: { frames: [], mappings: [], swapSlots: [] },
    vmm: null,
    file: { text, release: data.release, sources, properties, prologue: data.prologue },
  };
}

/** What the file draws, or else every page frame, each process's first page, and the pages of a guest that runs code. */
function withPicture(scenario: ScenarioOfFile, { picture }: ScenarioData, program: Program): ScenarioOfFile {
  if (picture !== undefined) return { ...scenario, picture };
  const upTo = (size: string): number[] => [...Array(Number(program.constants.get(size) ?? 0n)).keys()];
  const processes = upTo('NR_MMS').map((space): Mapping => ({
    kind: 'user',
    space,
    index: 0,
    name: `Process ${space}`,
  }));
  const pages = upTo('GUEST_PAGES').map((index): Mapping => ({
    kind: 'stage2',
    space: 0,
    index,
    name: `Guest page ${index}`,
  }));
  return {
    ...scenario,
    picture: { frames: upTo('NR_FRAMES'), mappings: [...processes, ...pages], swapSlots: [] },
  };
}
