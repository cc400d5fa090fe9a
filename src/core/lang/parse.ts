/** Files of model C to one unit: declarations in any order, since all files of a release are compiled together. */
import type { Unit } from './ast.ts';
import { Cursor } from './cursor.ts';
import type { Diagnostics } from './diagnostics.ts';
import { parseTopLevel } from './parse-declaration.ts';
import type { SourceFile } from './program.ts';
import { tokenize, type Comment, type Token } from './tokens.ts';

/** One file, parsed: a pure function of its text, its place among the files, and the names of types in all of them. */
export interface ParsedFile {
  readonly text: string;
  readonly unit: Unit;
  /** The types it names, and those that all files do. */
  readonly typedefs: readonly string[];
  readonly allTypedefs: string;
  /** Its text but for what stands in functions, in a normal form: all that other files can depend on. */
  readonly outline: string;
}

/** All files as one unit. What cannot be understood is said in `diagnostics` and skipped. */
export function parse(sources: readonly SourceFile[], diagnostics: Diagnostics): Unit {
  return unitOf(parseFiles(sources, diagnostics));
}

/**
 * Parses all files. What cannot be understood is said in `diagnostics` and skipped. `before` are files that were parsed without a
 * complaint; those which are still the same are taken as they are.
 */
export function parseFiles(
  sources: readonly SourceFile[],
  diagnostics: Diagnostics,
  before: readonly ParsedFile[] = [],
): ParsedFile[] {
  const files = sources.map(({ text }, file) => {
    const known = before[file]?.text === text ? before[file] : undefined;
    const read = known === undefined ? tokenize(file, text, diagnostics) : null;
    return { file, text, known, read, typedefs: known?.typedefs ?? typedefNames(read?.tokens ?? []) };
  });
  const typedefs = new Set(files.flatMap((f) => f.typedefs));
  const allTypedefs = [...typedefs].join(' ');
  return files.map(({ file, text, known, read, typedefs: own }) => {
    if (known?.allTypedefs === allTypedefs) return known;
    const { tokens, comments } = read ?? tokenize(file, text, diagnostics);
    const unit = parseFile(new Cursor(file, text, tokens, typedefs, diagnostics), comments);
    return { text, unit, typedefs: own, allTypedefs, outline: outlineOf(tokens, unit) };
  });
}

function parseFile(c: Cursor, comments: readonly Comment[]): Unit {
  const unit = emptyUnit();
  while (!c.atEnd()) {
    const before = c.position;
    parseTopLevel(c, comments, unit);
    if (c.position === before) c.next();
  }
  return unit;
}

function emptyUnit(): Unit {
  return {
    defines: [],
    enumerators: [],
    enums: [],
    structs: [],
    typedefs: [],
    globals: [],
    functions: [],
  };
}

/** All that the files declare, as one. */
export function unitOf(files: readonly ParsedFile[]): Unit {
  const all = emptyUnit();
  for (const { unit } of files) {
    all.defines.push(...unit.defines);
    all.enumerators.push(...unit.enumerators);
    all.enums.push(...unit.enums);
    all.structs.push(...unit.structs);
    all.typedefs.push(...unit.typedefs);
    all.globals.push(...unit.globals);
    all.functions.push(...unit.functions);
  }
  return all;
}

function outlineOf(tokens: readonly Token[], { functions }: Unit): string {
  const bodies = functions.flatMap(({ body }) => (body === null ? [] : [body.span]));
  let next = 0;
  let outline = '';
  for (const { from, text, directive, fresh } of tokens) {
    while (from >= (bodies[next]?.to ?? Infinity)) next++;
    if (from < (bodies[next]?.from ?? Infinity))
      outline += `${fresh ? '\n' : ' '}${directive ? '#' : ''}${text}`;
  }
  return outline;
}

/** The names that typedefs anywhere declare: the last name before each one's `;` at its own level. */
function typedefNames(tokens: readonly Token[]): string[] {
  const names: string[] = [];
  tokens.forEach((token, i) => {
    if (token.text !== 'typedef') return;
    let level = 0;
    let last = '';
    for (let j = i + 1; j < tokens.length; j++) {
      const t = tokens[j];
      if (t === undefined || t.text === 'typedef' || (t.text === ';' && level === 0)) break;
      if (t.text === '{') level++;
      if (t.text === '}') level--;
      if (level === 0 && t.kind === 'name') last = t.text;
    }
    names.push(last);
  });
  return names;
}
