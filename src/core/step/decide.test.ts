import { describe, expect, test } from 'vitest';
import { compile } from '../lang/compile.ts';
import type { Span } from '../lang/program.ts';
import { Machine } from '../machine/machine.ts';
import { decisionFor } from './decide.ts';
import { run } from './interpret.ts';
import { read64 } from './wide.ts';

interface Decided {
  readonly answer: number;
  readonly check: string | null;
  readonly statement: string;
  readonly function: string;
}

/** Calls `f(x)` of a text, stores its result, and says which check made it. */
function decide(text: string, x: number): Decided | null {
  const around = `#define E 22\nint flag;\nu32 count;\ns64 answer;\n${text}\nvoid thread(int x)\n{\n\tanswer = f(x);\n}\n`;
  const compiled = compile({
    sources: [{ path: 'f.c', text: around, origin: 'test' }],
    constants: {},
    primitives: [],
    threads: [{ name: 'CPU', entry: 'thread', args: [x] }],
    routines: [],
  });
  if (!('program' in compiled)) throw new Error(compiled.diagnostics.map((d) => d.message).join('\n'));
  const { program } = compiled;
  const code = program.threads[0];
  const at = program.globals.get('answer')?.address;
  if (code === undefined || at === undefined) throw new Error('not compiled');
  const words = program.initialWords.slice();
  const executed: number[] = [];
  run(program, code, new Machine({ words, pages: [] }, null), [], true, 0, true, (pc) => executed.push(pc));
  const found = decisionFor(code, executed, at);
  const textOf = ({ from, to }: Span): string => around.slice(from, to);
  return (
    found && {
      answer: Number(read64(words, at, true)),
      check: found.check && textOf(found.check),
      statement: textOf(found.statement),
      function: found.function,
    }
  );
}

/** So that a parameter's value is not known when the text is compiled. */
const LOAD = 'count = x;\n\tu32 v = READ_ONCE(count);';

describe('the check behind an error', () => {
  test('is the condition of the if that returned it', () => {
    const text = `static int f(int x)\n{\n\t${LOAD}\n\tif (v == 1)\n\t\treturn -E;\n\tif (v == 2 || v == 3)\n\t\treturn -E - 1;\n\treturn 0;\n}`;
    expect(decide(text, 1)).toEqual({
      answer: -22,
      check: 'v == 1',
      statement: 'return -E;',
      function: 'f',
    });
    expect(decide(text, 3)).toMatchObject({ answer: -23, check: 'v == 2 || v == 3' });
  });

  test('is the one that led out of a loop, not one that came after it', () => {
    const text = `static int f(int x)
{
	${LOAD}
	u32 i;
	int ret = 0;

	for (i = 0; i < 4; i++) {
		if (i == v) {
			ret = -E;
			break;
		}
	}
	if (v > 4)
		ret = 7;
	return ret;
}`;
    expect(decide(text, 2)).toMatchObject({ answer: -22, check: 'i == v', statement: 'ret = -E;' });
    expect(decide(text, 9)).toMatchObject({ answer: 7, check: 'v > 4', statement: 'ret = 7;' });
  });

  test('is in the callee that found it, however far the error is passed on', () => {
    const text = `static int page(u32 v)\n{\n\tif (v & 1)\n\t\treturn -E;\n\treturn 0;\n}
static s64 pages(u32 v)\n{\n\tint ret = 0;\n\tu32 done = 0;\n\n\twhile (done < 3) {\n\t\tret = page(v + done);\n\t\tif (ret)\n\t\t\tbreak;\n\t\tdone++;\n\t}\n\tif (done > 1)\n\t\tret = done;\n\treturn ret;\n}
static int f(int x)\n{\n\t${LOAD}\n\treturn pages(v);\n}`;
    expect(decide(text, 1)).toMatchObject({ answer: -22, check: 'v & 1', function: 'page' });
    expect(decide(text, 0)).toMatchObject({ answer: -22, check: 'v & 1', function: 'page' });
  });

  test('is the condition of the caller where the callee makes an error of everything', () => {
    const text = `static int refuse(void)\n{\n\tflag = 1;\n\treturn -E;\n}\nstatic int f(int x)\n{\n\t${LOAD}\n\tif (v == 1)\n\t\treturn refuse();\n\treturn 0;\n}`;
    expect(decide(text, 1)).toMatchObject({ answer: -22, check: 'v == 1', function: 'refuse' });
  });

  test('is the arm of ?: that was taken', () => {
    const text = `static int f(int x)\n{\n\t${LOAD}\n\tbool good = v == 1;\n\n\treturn good ? 0 : -E;\n}`;
    expect(decide(text, 2)?.check).toContain('good');
  });

  test('is the one that would have replaced an error set beforehand', () => {
    const text = `static int f(int x)\n{\n\t${LOAD}\n\tint ret = -E;\n\n\tif (v == 1)\n\t\tret = 0;\n\tflag = 1;\n\treturn ret;\n}`;
    expect(decide(text, 2)).toMatchObject({ answer: -22, check: 'v == 1', statement: 'int ret = -E;' });
  });

  test('is that one also behind a guard, and when goto passes over the replacement', () => {
    const text = `static int f(int x)
{
	${LOAD}
	int ret;

	if (v > 9)
		return -1;
	ret = -E;
	if (v == 1)
		goto out;
	ret = 0;
out:
	flag = 1;
	return ret;
}`;
    expect(decide(text, 1)).toMatchObject({ answer: -22, check: 'v == 1', statement: 'ret = -E;' });
  });

  test('is the guard that let it pass, if nothing else stands between', () => {
    const text = `static int f(int x)\n{\n\t${LOAD}\n\tif (v == 1)\n\t\treturn 0;\n\tif (flag)\n\t\tcount = 5;\n\treturn -E;\n}`;
    expect(decide(text, 2)).toMatchObject({ answer: -22, check: 'v == 1', statement: 'return -E;' });
  });

  test('is no guard that would have refused for another reason', () => {
    const text = `static int check(u32 v)\n{\n\tif (v == 5)\n\t\treturn -1;\n\tflag = 1;\n\treturn -E;\n}\nstatic int f(int x)\n{\n\t${LOAD}\n\tif (v > 1)\n\t\treturn check(v);\n\treturn 0;\n}`;
    expect(decide(text, 3)).toMatchObject({ answer: -22, check: 'v > 1', function: 'check' });
  });

  test('is none for the default of a switch, whose comparisons stand nowhere in the source', () => {
    const text = `static int f(int x)\n{\n\t${LOAD}\n\tswitch (v) {\n\tcase 1:\n\t\treturn 0;\n\tcase 2:\n\t\tif (flag == 0)\n\t\t\treturn -1;\n\t\treturn 0;\n\tdefault:\n\t\treturn -E;\n\t}\n}`;
    expect(decide(text, 3)).toMatchObject({ answer: -22, check: null, statement: 'return -E;' });
    expect(decide(text, 2)).toMatchObject({ answer: -1, check: 'flag == 0' });
  });

  test('is none where nothing branches', () => {
    expect(decide('static int f(int x)\n{\n\tflag = x;\n\treturn -E;\n}', 1)).toMatchObject({ check: null });
  });
});

test('an address to which nothing was stored has no decision', () => {
  const compiled = compile({
    sources: [{ path: 'f.c', text: 's64 answer;\nvoid thread(void)\n{\n}\n', origin: 'test' }],
    constants: {},
    primitives: [],
    threads: [{ name: 'CPU', entry: 'thread', args: [] }],
    routines: [],
  });
  const code = 'program' in compiled ? compiled.program.threads[0] : undefined;
  expect(code && decisionFor(code, [0], 1)).toBeNull();
});
