/** Assembly text to statements: labels, directives, instructions, each with its place; comments are left out. */

export interface Statement {
  readonly kind: 'label' | 'directive' | 'instruction';
  readonly text: string;
  /** Line and column of its first character, from 1. */
  readonly line: number;
  readonly column: number;
}

export interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Replaces comments by blanks, so that places stay: `//` to the end of the line, slash-star to star-slash, `#` at a line's start. */
export function withoutComments(source: string): string {
  const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');
  return source
    .replaceAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^\\'\n])'?|\/\*[^]*?\*\/|\/\/[^\n]*/g, (found) =>
      found.startsWith('/') ? blank(found) : found,
    )
    .replaceAll(/^[ \t]*#[^\n]*/gm, blank);
}

const LABEL = /^[ \t]*([a-z_.$][\w.$]*|\d+)[ \t]*:/i;

/** The statements of a text, in their order. */
export function statementsOf(source: string): readonly Statement[] {
  const statements: Statement[] = [];
  withoutComments(source)
    .split('\n')
    .forEach((line, i) => {
      let column = 0;
      for (const part of line.match(/(?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^\\'])'?|[^;"'])+|;|["']/g) ?? []) {
        if (part !== ';') takeStatements(part, i + 1, column, statements);
        column += part.length;
      }
    });
  return statements;
}

function takeStatements(text: string, line: number, column: number, statements: Statement[]): void {
  let rest = text;
  let at = column;
  for (;;) {
    const [whole, name = ''] = LABEL.exec(rest) ?? [];
    if (whole === undefined) break;
    statements.push({ kind: 'label', text: name, line, column: at + whole.indexOf(name) + 1 });
    rest = rest.slice(whole.length);
    at += whole.length;
  }
  const trimmed = rest.trim();
  if (trimmed === '') return;
  const start = at + rest.length - rest.trimStart().length;
  const kind = trimmed.startsWith('.') ? 'directive' : 'instruction';
  statements.push({ kind, text: trimmed, line, column: start + 1 });
}
