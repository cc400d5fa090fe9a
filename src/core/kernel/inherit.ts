/** What a release has of its bases: tables say of it only what it changes. */
import { NO_FEATURES, releases, type Features, type Release } from './releases.ts';

/** By id of a release, only those at which something changes against their base. */
export type ByRelease<T> = Readonly<Partial<Record<string, T>>>;

/** A release and its bases, oldest first; none for one that is not in the list. */
export function lineage(release: string, list: readonly Release[] = releases): string[] {
  const found = list.find(({ id }) => id === release);
  if (found === undefined) return [];
  return found.base === null ? [found.id] : [...lineage(found.base, list), found.id];
}

/** The release's own entry in a table, or else that of its nearest base which has one, and whose it is; undefined: none has. */
export function inherited<T>(
  table: ByRelease<T>,
  release: string,
  list: readonly Release[] = releases,
): { readonly from: string; readonly value: T } | undefined {
  for (const from of lineage(release, list).reverse()) {
    const value = table[from];
    if (value !== undefined) return { from, value };
  }
  return undefined;
}

/** What a release has, by its own row and those of its bases; one that is not in the list has nothing. */
export function featuresOf(release: string, list: readonly Release[] = releases): Features {
  const rows = lineage(release, list).map((id) => list.find((row) => row.id === id)?.features);
  return rows.reduce<Features>((all, own) => ({ ...all, ...own }), NO_FEATURES);
}

/** A release and all that build on it, in the order of the list. */
export function since(release: string, list: readonly Release[] = releases): string[] {
  return list.map(({ id }) => id).filter((id) => lineage(id, list).includes(release));
}
