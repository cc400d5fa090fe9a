/** `--source`: texts of the user's own instead of ours, each by the path of the file that it replaces. */
import type { SourceFile } from '../core/lang/program.ts';
import { BadInput, type Terminal } from './terminal.ts';

/** What replaces what. A text that replaces nothing is refused: it would seem to have been tried. */
export function editedSources(
  terminal: Terminal,
  paths: readonly string[],
  sources: readonly SourceFile[],
): Map<string, string> {
  const known = new Set(sources.map((s) => s.path));
  const edited = new Map<string, string>();
  for (const path of paths) {
    const inside = terminal.folder(path);
    if (inside?.length === 0) throw new BadInput(`there are no .c and .h files in ${path}`);
    const files = inside?.map((file) => [`${path}/${file}`, file] as const) ?? [[path, path] as const];
    for (const [place, file] of files) {
      const text = terminal.read(place);
      if (text === null) throw new BadInput(`there is no file or folder ${place}`);
      const replaced = longestEnd(file, known);
      if (replaced === null)
        throw new BadInput(
          `${place} replaces nothing: its path must end with that of a modelled file, such as ${sources[0]?.path ?? ''}`,
        );
      if (edited.has(replaced)) throw new BadInput(`${replaced} is given twice, the second time by ${place}`);
      edited.set(replaced, text);
    }
  }
  return edited;
}

/** The longest end of a path that is a modelled one. */
function longestEnd(path: string, known: ReadonlySet<string>): string | null {
  const parts = path.replaceAll('\\', '/').split('/');
  const ends = parts.map((_, i) => parts.slice(i).join('/'));
  return ends.find((end) => known.has(end)) ?? null;
}
