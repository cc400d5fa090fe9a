/** The model C of scenarios: each has a folder of its own. */
import type { SourceFile } from '../lang/program.ts';

const texts = import.meta.glob<string>('./*/*.{c,h,s}', { query: '?raw', import: 'default', eager: true });

export function scenarioSources(id: string): SourceFile[] {
  return Object.entries(texts)
    .filter(([path]) => path.startsWith(`./${id}/`))
    .map(([path, text]) => ({ path: path.replace('./', 'scenarios/'), text, origin: 'scenario' }));
}
