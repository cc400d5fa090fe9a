/** The texts of scenarios: each has a folder of its own, with model C and, where its guest runs code, assembly. */
import type { SourceFile } from '../lang/program.ts';

const texts = import.meta.glob<string>('./*/*.{c,h,s}', { query: '?raw', import: 'default', eager: true });
/** What boots the guests that run code of their own; a scenario that has a file of the same name has that instead. */
const BOOT = 'guest-boot';

/** The texts of a scenario's folder, and of the one that boots its guest where that runs code; in the order of their names. */
export function scenarioSources(id: string): SourceFile[] {
  const own = folder(id);
  return own.some(({ path }) => path.endsWith('.s')) ? withBoot(own) : own;
}

/** The texts of a guest that runs code, and those that boot it where they have none of the same name; in the order of their names. */
export function withBoot(own: readonly SourceFile[]): SourceFile[] {
  const names = new Set(own.map(nameOf));
  const boot = folder(BOOT).filter((file) => !names.has(nameOf(file)));
  return [...own, ...boot].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function folder(id: string): SourceFile[] {
  return Object.entries(texts)
    .filter(([path]) => path.startsWith(`./${id}/`))
    .map(([path, text]) => ({ path: path.replace('./', 'scenarios/'), text, origin: 'scenario' }));
}

function nameOf({ path }: SourceFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
