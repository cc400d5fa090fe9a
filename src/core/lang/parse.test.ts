import { describe, expect, test } from 'vitest';
import type { Expression, TypeName, Unit } from './ast.ts';
import { cpus, programOf } from './compiled.test-data.ts';
import { typedLiteral } from './constants.ts';
import { Diagnostics } from './diagnostics.ts';
import { parse } from './parse.ts';

function unitOf(text: string): Unit {
  const sources = [{ path: 'a.c', text, origin: 'test' }];
  const diagnostics = new Diagnostics(sources);
  const unit = parse(sources, diagnostics);
  expect(diagnostics.list).toEqual([]);
  return unit;
}

/** An expression with all its parentheses. */
function grouped(text: string): string {
  const [global] = unitOf(`struct s; typedef u32 pte_t; int x = ${text};`).globals;
  return global?.initial?.kind === 'value' ? show(global.initial.value) : '';
}
function show(e: Expression): string {
  switch (e.kind) {
    case 'number':
      return e.text;
    case 'name':
      return e.name;
    case 'unary':
      return `(${e.op}${show(e.operand)})`;
    case 'step':
      return e.prefix ? `(${e.op}${show(e.operand)})` : `(${show(e.operand)}${e.op})`;
    case 'binary':
      return `(${show(e.left)} ${e.op} ${show(e.right)})`;
    case 'assign':
      return `(${show(e.target)} ${e.op ?? ''}= ${show(e.value)})`;
    case 'conditional':
      return `(${show(e.condition)} ? ${show(e.yes)} : ${show(e.no)})`;
    case 'call':
      return `${e.name}(${e.args.map(show).join(', ')})`;
    case 'member':
      return `(${show(e.base)}${e.arrow ? '->' : '.'}${e.field})`;
    case 'index':
      return `${show(e.base)}[${show(e.index)}]`;
    case 'cast':
      return `((${showType(e.type)})${show(e.operand)})`;
    case 'comma':
      return `(${e.parts.map(show).join(', ')})`;
    case 'wrong':
      return '?';
  }
}
function showType({ base, pointers, user }: TypeName): string {
  const name = base.kind === 'named' ? base.name : `${base.kind} ${base.name}`;
  return name + (user ? ' __user' : '') + '*'.repeat(pointers);
}

describe('operators bind as in C', () => {
  test.each(
    [
      ['a + b * c', '(a + (b * c))'],
      ['a * b + c', '((a * b) + c)'],
      ['a - b - c', '((a - b) - c)'],
      ['a / b % c', '((a / b) % c)'],
      ['a << b + c', '(a << (b + c))'],
      ['a << b < c', '((a << b) < c)'],
      ['a < b == c > d', '((a < b) == (c > d))'],
      ['a & b == c', '(a & (b == c))'],
      ['a & b ^ c | d', '(((a & b) ^ c) | d)'],
      ['a | b ^ c & d', '(a | (b ^ (c & d)))'],
      ['a && b || c && d', '((a && b) || (c && d))'],
      ['a || b ? c : d', '((a || b) ? c : d)'],
      ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
      ['a ? b ? c : d : e', '(a ? (b ? c : d) : e)'],
      ['a = b = c', '(a = (b = c))'],
      ['a += b ? c : d', '(a += (b ? c : d))'],
      ['a <<= b >>= c', '(a <<= (b >>= c))'],
      ['i < n && p->x > 0', '((i < n) && ((p->x) > 0))'],
      ['*p = 3', '((*p) = 3)'],
      ['*p++', '(*(p++))'],
      ['++*p', '(++(*p))'],
      ['(*p)++', '((*p)++)'],
      ['-a.b[1]', '(-(a.b)[1])'],
      ['&p->pte[i].pte', '(&((p->pte)[i].pte))'],
      ['~mask & !x', '((~mask) & (!x))'],
      ['- -a', '(-(-a))'],
      ['a - -b', '(a - (-b))'],
      ['a--- b', '((a--) - b)'],
      ['(u8)x + 1', '(((u8)x) + 1)'],
      ['(u8)(x + 1)', '((u8)(x + 1))'],
      ['(pte_t)x', '((pte_t)x)'],
      ['(pte) - x', '(pte - x)'],
      ['(struct s *)p->q', '((struct s*)(p->q))'],
      ['(unsigned long long)a * b', '(((unsigned long long)a) * b)'],
      ['(void __user *)a', '((void __user*)a)'],
      ['f(a, b + c)[d](e)' as string, ''],
      ['f(a)(b)' as string, ''],
    ].filter(([, expected]) => expected !== ''),
  )('%s', (text, expected) => {
    expect(grouped(text)).toBe(expected);
  });
});

describe('declarations', () => {
  const globals = (text: string): string[] =>
    unitOf(text).globals.map((g) => `${g.name}: ${showType(g.type)}${'[]'.repeat(g.lengths.length)}`);

  test('stars belong to a name, the type to all', () => {
    expect(globals('u32 *a, b, **c[2];')).toEqual(['a: u32*', 'b: u32', 'c: u32**[]']);
  });
  test('in a struct and in a function as well', () => {
    const program = programOf('struct s { u32 *a, b; }; struct s g; void f(void) { u32 *p = g.a, x = g.b; g.b = x + *p; }', { threads: cpus('f') }); // prettier-ignore
    const type = program.globals.get('g')?.type;
    expect(type?.kind === 'struct' && type.fields.map((f) => f.type.kind)).toEqual(['pointer', 'int']);
  });
  test('a struct may be defined, announced, and declared from in one go', () => {
    const unit = unitOf(
      'struct s; struct s { int a; } x, *p; typedef struct { int b; } t; typedef struct s u;',
    );
    expect(unit.structs.map((s) => s.name)).toEqual(['s', 't']);
    expect(unit.globals.map((g) => g.name)).toEqual(['x', 'p']);
    expect(unit.typedefs.map((t) => t.name)).toEqual(['t', 'u']);
  });
  test('words that say nothing are read over', () => {
    expect(globals('static const volatile unsigned long int x; extern u8 y;')).toEqual([
      'x: unsigned long int',
      'y: u8',
    ]);
  });
  test('a prototype needs no names', () => {
    expect(unitOf('int f(int, struct s *, void __user *from); int g(void);').functions.map((f) => f.parameters.length)).toEqual([3, 0]); // prettier-ignore
  });
  test('a #define ends with its line, unless a backslash goes on', () => {
    const unit = unitOf('#define A 1\n#define B (A + \\\n 2)\n#define C\n#include <linux/mm.h>\nint x;');
    expect(unit.defines.map((d) => `${d.name} ${show(d.value)}`)).toEqual(['A 1', 'B (A + 2)', 'C 1']);
    expect(unit.globals).toHaveLength(1);
  });
  test('enumerators count on', () => {
    const { constants } = programOf('enum { A, B = 5, C, D = -1, E }; enum named { F = C << 2 };');
    expect(Object.fromEntries(constants)).toEqual({ A: 0n, B: 5n, C: 6n, D: -1n, E: 0n, F: 24n });
  });
  test('an enumeration is signed if it has a negative constant, as gcc has it', () => {
    const types = programOf('enum a { A }; enum b { B = -1 }; enum a x; enum b y;').globals;
    expect([types.get('x')?.type, types.get('y')?.type]).toMatchObject([{ signed: false }, { signed: true }]);
  });
});

describe('literals have the type that C gives them', () => {
  test.each([
    ['2147483647', 'int'],
    ['2147483648', 'long'],
    ['0x7fffffff', 'int'],
    ['0x80000000', 'unsigned int'],
    ['0xffffffffffffffff', 'unsigned long'],
    ['037777777777', 'unsigned int'],
    ['1u', 'unsigned int'],
    ['4294967296u', 'unsigned long'],
    ['1L', 'long'],
    ['0x8000000000000000L', 'unsigned long'],
    ['1ull', 'unsigned long'],
    ["'a'", 'int'],
    ["'\\n'", 'int'],
  ])('%s is of type %s', (literal, type) => {
    expect(typedLiteral(literal).type.name).toBe(type);
  });
});

describe('the comment above a function describes it', () => {
  const docOf = (text: string): { doc: string; standsFor: unknown } => {
    const [f] = unitOf(text).functions;
    return { doc: f?.doc ?? '', standsFor: f?.standsFor };
  };
  test('in stars or in slashes, without them', () => {
    expect(docOf('/*\n * One.\n *\n * Two.\n */\nstatic int f(void);').doc).toBe('One.\n\nTwo.');
    expect(docOf('// One.\n// Two.\nint f(void);').doc).toBe('One.\nTwo.');
    expect(docOf('/* One. */\r\nint f(void);').doc).toBe('One.');
    expect(docOf('/* Far. */\n\nint f(void);').doc).toBe('');
    expect(docOf('int x; /* of x */\nint f(void);').doc).toBe('');
    expect(docOf('/* first */\n/* second */\nghost int f(void);').doc).toBe('second');
    expect(docOf('int f(void);\n/* after */').doc).toBe('');
  });
  test('and says what it stands for, in a release or a posting', () => {
    expect(docOf('/*\n * Sets tags.\n *\n * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, v5.10\n */\nvoid f(void);').standsFor) // prettier-ignore
      .toEqual({ name: 'mte_sync_tags', path: 'arch/arm64/kernel/mte.c', version: 'v5.10' });
    expect(docOf('// Stands for: set_pte, mm/x.c, <20210517123239.8025-2-steven.price@arm.com>\nvoid f(void);').standsFor) // prettier-ignore
      .toEqual({ name: 'set_pte', path: 'mm/x.c', version: '<20210517123239.8025-2-steven.price@arm.com>' });
    expect(docOf('// Stands for: something\nvoid f(void);').standsFor).toBeNull();
    expect(docOf('// Stands for: a, b, v6.2-flag\nvoid f(void);').standsFor).toMatchObject({
      version: 'v6.2-flag',
    });
  });
});
