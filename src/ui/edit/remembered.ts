/**
 * What survives a reload: drafts by release, scenario files that were opened, and where the visitor was. A browser may forbid storage;
 * then they last as long as the page.
 */
import type { SharedRun } from '../../core/formats/shared-run.ts';

type Drafts = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface Remembered extends Pick<SharedRun, 'scenario' | 'release'> {
  readonly drafts: Drafts;
  /** The texts of scenario files. */
  readonly files: readonly string[];
}

const key = 'tagscope-edits';

export function recall(): Remembered | null {
  try {
    const json: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!isRecord(json) || !isRecord(json.drafts)) return null;
    const { scenario, release } = json;
    if (typeof scenario !== 'string' || typeof release !== 'string') return null;
    const drafts = new Map<string, Map<string, string>>();
    for (const [id, files] of Object.entries(json.drafts)) {
      if (!isRecord(files)) continue;
      const texts = Object.entries(files).filter(
        (file): file is [string, string] => typeof file[1] === 'string',
      );
      if (texts.length > 0) drafts.set(id, new Map(texts));
    }
    const files = Array.isArray(json.files) ? json.files.filter((text) => typeof text === 'string') : [];
    return drafts.size + files.length === 0 ? null : { scenario, release, drafts, files };
  } catch {
    return null;
  }
}

/** What was edited on other releases, in an earlier visit too, is kept. */
export function remember({ scenario, release, drafts, files }: Remembered): void {
  const all = new Map([...(recall()?.drafts ?? []), ...drafts]);
  const texts: Record<string, Record<string, string>> = {};
  for (const [id, edited] of all) if (edited.size > 0) texts[id] = Object.fromEntries(edited);
  try {
    if (Object.keys(texts).length + files.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ scenario, release, drafts: texts, files }));
  } catch {
    // See above.
  }
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
