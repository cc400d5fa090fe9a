import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { TreeFile } from './check.ts';

/** Every file under a folder; only TypeScript is read. */
export function readTree(folder: string): TreeFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file).split(sep).join('/');
      return { path, text: /\.tsx?$/.test(path) ? readFileSync(file, 'utf8') : '' };
    });
}
