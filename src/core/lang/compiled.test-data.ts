/** Compiles texts for tests. */
import { compile } from './compile.ts';
import type { CompileInput, Program } from './program.ts';

type Options = Partial<Omit<CompileInput, 'sources'>>;

/** The threads of a program by entry function, named `CPU 0` and so on. */
export function cpus(...entries: readonly string[]): CompileInput['threads'] {
  return entries.map((entry, i) => ({ name: `CPU ${i}`, entry, args: [] }));
}

export function compileText(text: string, options: Options = {}): ReturnType<typeof compile> {
  const sources = [{ path: 'a.c', text, origin: 'test' }];
  return compile({ sources, constants: {}, primitives: [], threads: [], routines: [], ...options });
}

/** What is wrong with a text, each as `line:column sentence`. */
export function complaints(text: string, options: Options = {}): string[] {
  const compiled = compileText(text, options);
  return 'program' in compiled ? [] : compiled.diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`);
}

export function programOf(text: string, options: Options = {}): Program {
  const compiled = compileText(text, options);
  if ('program' in compiled) return compiled.program;
  throw new Error(complaints(text, options).join('\n'));
}
