/** Edits survive a reload: drafts by release, and where the visitor was. A browser may forbid storage; then they last as long as the page. */
import type { SharedRun } from '../../run/shared-run.ts';

type Drafts = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface Remembered extends Pick<SharedRun, 'scenario' | 'release'> {
  readonly drafts: Drafts;
}

const key = 'tagscope-edits';

export function recallEdits(): Remembered | null {
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
    return drafts.size === 0 ? null : { scenario, release, drafts };
  } catch {
    return null;
  }
}

/** What was edited on other releases, in an earlier visit too, is kept. */
export function rememberEdits({ scenario, release, drafts }: Remembered): void {
  const all = new Map([...(recallEdits()?.drafts ?? []), ...drafts]);
  const files: Record<string, Record<string, string>> = {};
  for (const [id, texts] of all) if (texts.size > 0) files[id] = Object.fromEntries(texts);
  try {
    if (Object.keys(files).length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ scenario, release, drafts: files }));
  } catch {
    // See above.
  }
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
