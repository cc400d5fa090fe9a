/** The modelled kernel's texts by release: a release's own files over those of its base. */
import type { SourceFile } from '../lang/program.ts';
import { lineage } from './inherit.ts';
import { releases, type Release } from './releases.ts';

const texts = import.meta.glob<string>('./**/*.{c,h}', { query: '?raw', import: 'default', eager: true });

/** Path under the release's folder to text, for one release alone. */
function ownFiles(release: string): Map<string, SourceFile> {
  const prefix = `./${release}/`;
  const own = Object.entries(texts).filter(([path]) => path.startsWith(prefix));
  return new Map(
    own.map(([path, text]) => [
      path.slice(prefix.length),
      { path: path.slice(prefix.length), text, origin: release },
    ]),
  );
}

/** All files of a release, those of its bases included, in order of path. Unknown releases have none. */
export function kernelSources(release: string, list: readonly Release[] = releases): SourceFile[] {
  const merged = new Map<string, SourceFile>();
  for (const id of lineage(release, list)) for (const [path, file] of ownFiles(id)) merged.set(path, file);
  return [...merged.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
