import { posix } from 'node:path';
import { cyclesIn } from './cycles.ts';
import { importsOf } from './imports.ts';
import type { Import } from './imports.ts';
import { emptyNames, importTable, longestCoreFile, testsMayImport } from './table.ts';
import type { Row } from './table.ts';

export interface TreeFile {
  /** From src/, with forward slashes. */
  readonly path: string;
  /** Only TypeScript is read. */
  readonly text: string;
}

/** What is wrong with a tree, a sentence each; nothing when it keeps to the table. */
export function check(files: readonly TreeFile[], table: readonly Row[] = importTable): string[] {
  const paths = new Set(files.map((file) => file.path));
  const sources = files.filter((file) => /\.tsx?$/.test(file.path));
  const edges = sources.flatMap(({ path, text }) =>
    importsOf(path, text).map((found) => ({
      from: path,
      to: resolve(path, found.specifier, paths),
      ...found,
    })),
  );
  return [
    ...files.flatMap((file) => nameFindings(file.path)),
    ...sources.flatMap((file) => placeFindings(file, table)),
    ...edges.flatMap((edge) => edgeFindings(edge, table)),
    ...cycleFindings(edges, table),
  ];
}

interface Edge extends Import {
  readonly from: string;
  /** A path from src/, or nothing for a package. */
  readonly to: string | undefined;
}

function nameFindings(path: string): string[] {
  // A C file is named after the file it stands for.
  const named = /\.[ch]$/.test(path) ? posix.dirname(path) : path;
  const words = named.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  const empty = words.find((word) => emptyNames.includes(word));
  return [
    ...(empty === undefined ? [] : [`${path} is called "${empty}", which does not say what is in it.`]),
    ...(/(^|\/)index\.tsx?$/.test(path)
      ? [`${path} is a barrel: import from the file that has the thing.`]
      : []),
  ];
}

function placeFindings({ path, text }: TreeFile, table: readonly Row[]): string[] {
  const row = rowOf(path, table);
  if (row === undefined || (row.testsOnly === true && !isTest(path))) {
    return [`${path} is in no folder of the import table.`];
  }
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return path.startsWith('core/') && !isTest(path) && lines > longestCoreFile
    ? [`${path} has ${lines} lines; in the core ${longestCoreFile} is the most.`]
    : [];
}

function edgeFindings(edge: Edge, table: readonly Row[]): string[] {
  const row = rowOf(edge.from, table);
  if (row === undefined) return [];
  const problem = edge.to === undefined ? packageProblem(edge, row) : fileProblem(edge, edge.to, row, table);
  return problem === undefined ? [] : [`${edge.from}:${edge.line} ${problem} ${row.folder}: ${row.reason}`];
}

function packageProblem({ from, specifier }: Edge, row: Row): string | undefined {
  const allowed = [...(row.packages ?? []), ...(isTest(from) ? testsMayImport.packages : [])];
  return allowed.some((pattern) => isPackage(specifier, pattern))
    ? undefined
    : `may not import the package ${specifier}.`;
}

function fileProblem(edge: Edge, to: string, row: Row, table: readonly Row[]): string | undefined {
  const inTest = isTest(edge.from);
  if (inTest && edge.form !== 'module') return undefined;
  if (edge.form === 'glob') {
    const own = /^!?\.\/(?!.*\.\.)/.test(edge.specifier);
    return own ? undefined : `may not take files from outside its folder (${edge.specifier}).`;
  }
  if (to.includes('.test.') || (isTest(to) && !inTest)) return `imports the test ${to}.`;
  if (to.endsWith('.css') && row.stylesheets !== true) return `may not import the stylesheet ${to}.`;
  if (rowOf(to, table) === row) return undefined;
  const allowed = [...row.imports, ...(inTest ? testsMayImport.imports : [])];
  if (allowed.some((folder) => isIn(to, folder))) return undefined;
  if (!(row.types ?? []).some((folder) => isIn(to, folder))) return `may not import ${to}.`;
  return edge.typeOnly ? undefined : `may import only types, with "import type", from ${to}.`;
}

function cycleFindings(edges: readonly Edge[], table: readonly Row[]): string[] {
  const files = new Map<string, Set<string>>();
  const folders = new Map<string, Set<string>>();
  for (const { from, to, typeOnly, form } of edges) {
    if (to === undefined || form === 'glob') continue;
    if (!typeOnly) link(files, from, to);
    const [a, b] = [rowOf(from, table)?.folder, rowOf(to, table)?.folder];
    if (a !== undefined && b !== undefined && a !== b && !isTest(from)) link(folders, a, b);
  }
  return [
    ...cyclesIn(files).map((cycle) => `Files import each other in a circle: ${cycle.join(' -> ')}.`),
    ...cyclesIn(folders).map((cycle) => `Folders import each other in a circle: ${cycle.join(' -> ')}.`),
  ];
}

function link(graph: Map<string, Set<string>>, from: string, to: string): void {
  graph.set(from, (graph.get(from) ?? new Set()).add(to));
}

function rowOf(path: string, table: readonly Row[]): Row | undefined {
  const rows = table.filter((row) => isIn(path, row.folder));
  return rows.sort((a, b) => b.folder.length - a.folder.length)[0];
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** A test, or what only tests are made from. */
function isTest(path: string): boolean {
  return /\.test(-data)?\.tsx?$/.test(path);
}

function isPackage(specifier: string, pattern: string): boolean {
  return pattern.endsWith('*') ? specifier.startsWith(pattern.slice(0, -1)) : isIn(specifier, pattern);
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  if (!/^!?\.{0,2}\//.test(specifier) && specifier !== '.' && specifier !== '..') return undefined;
  const target = posix.join(posix.dirname(from), specifier);
  const base = target.replace(/\.jsx?$/, '');
  const candidates = [target, `${base}.ts`, `${base}.tsx`, `${target}/index.ts`, `${target}/index.tsx`];
  return candidates.find((candidate) => paths.has(candidate)) ?? target;
}
