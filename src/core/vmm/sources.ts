/** The texts of this folder. */
import type { SourceFile } from '../lang/program.ts';

const texts = import.meta.glob<string>('./**/*.{c,h}', { query: '?raw', import: 'default', eager: true });

export function vmmSources(): SourceFile[] {
  return Object.entries(texts).map(([path, text]) => ({
    path: path.replace('./', 'vmm/'),
    text,
    origin: 'scenario',
  }));
}
