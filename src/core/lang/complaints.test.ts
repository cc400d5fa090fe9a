import { describe, expect, test } from 'vitest';
import { HARDWARE_PRIMITIVES } from '../arm/primitives.ts';
import { compile } from './compile.ts';
import { complaints, cpus, programOf } from './compiled.test-data.ts';

/** Each text with all that is said of it: line, column, sentence. */
function saysOf(cases: Readonly<Record<string, readonly string[]>>): void {
  test.each(Object.entries(cases))('%s', (text, expected) => {
    expect(complaints(text, { primitives: HARDWARE_PRIMITIVES })).toEqual(expected);
  });
}

test('several mistakes are said at once, each with its file, line, column and a sentence', () => {
  const compiled = compile({
    sources: [
      { path: 'mm/a.c', text: 'u32 x;\n\nvoid f(void)\n{\n\ty = 1;\n\tx = 2\n}\n', origin: 'v6.4' },
      { path: 'mm/b.c', text: 'void g(void) { f(1); }\n', origin: 'v6.4' },
    ],
    constants: {},
    primitives: [],
    threads: [],
    routines: [],
  });
  expect('diagnostics' in compiled && compiled.diagnostics).toEqual([
    {
      path: 'mm/a.c',
      line: 5,
      column: 2,
      span: { file: 0, from: 24, to: 25 },
      message: '`y` is not declared; did you mean `x`?',
    },
    {
      path: 'mm/a.c',
      line: 6,
      column: 6,
      span: { file: 0, from: 36, to: 37 },
      message: 'a `;` is missing after this statement',
    },
    {
      path: 'mm/b.c',
      line: 1,
      column: 16,
      span: { file: 1, from: 15, to: 19 },
      message: '`f` takes no arguments, not 1',
    },
  ]);
});

test('no more than fifty are listed', () => {
  expect(complaints(`void f(void) { ${'x; '.repeat(200)} }`)).toHaveLength(50);
});

test('a thread or property that starts nowhere is said', () => {
  expect(complaints('int x;', { threads: cpus('main'), routines: ['check'] })).toEqual([
    '1:1 there is no function `main`, in which a thread or a property starts',
    '1:1 there is no function `check`, in which a thread or a property starts',
  ]);
});

describe('what is missing is missed at the end of the token before', () => {
  saysOf({
    'int f(void) {\n\tint x = 1\n\treturn x;\n}': ['2:10 a `;` is missing after this declaration'],
    'int x\nint y;': ['1:5 a `;` is missing after this declaration'],
    'int x\n#define A 1': ['1:5 a `;` is missing after this declaration'],
    'u32 a; void f(void) { a = 1\n a = 2\n a = 3; }': [
      '1:27 a `;` is missing after this statement',
      '2:6 a `;` is missing after this statement',
    ],
    'struct s { int a int b; };': ['1:16 a `;` is missing after this field'],
    'void f(void) {': ['1:14 a `}` is missing to close this block'],
    'u32 x; void f(void) { if (x { } }': ['1:27 a `)` is missing to close the condition of this `if`'],
    'u32 x; void f(void) { x = 1 +; x = ; x = 2; }': [
      '1:30 an expression was expected before `;`',
      '1:36 an expression was expected before `;`',
    ],
    '#define A 1 +\nint x = A;': ['1:14 an expression ends too early here'],
  });
});

describe('names that nobody declared come with the nearest one', () => {
  saysOf({
    'u64 flags; void f(void) { set_bt(1, &flags); flag = 1; }': [
      '1:27 there is no function `set_bt`; did you mean `set_bit`?',
      '1:46 `flag` is not declared; did you mean `flags`?',
    ],
    'struct page { u64 flags; }; void f(struct pgae *p) {}': [
      '1:36 there is no `struct pgae`; did you mean `page`?',
    ],
    'struct page { u64 flags; }; void f(struct page *p) { p->flag = 1; }': [
      '1:57 `struct page` has no field `flag`; did you mean `flags`?',
    ],
    'void f(u31 x) {}': ['1:8 `u31` is not a type; did you mean `u32`?'],
    'void f(void) { u23 x = 1; }': ['1:16 `u23` is not a type; did you mean `u32`?'],
    'int x = NR_PAGE;\n#define NR_PAGES 4': ['1:9 `NR_PAGE` is not a constant; did you mean `NR_PAGES`?'],
    'void f(void) { goto oot; out: ; }': [
      '1:16 there is no label `oot` in this function; did you mean `out`?',
    ],
    'void f(enum zone z) {}': ['1:8 there is no `enum zone`'],
    'int f(void) { return zzzzzzzzz; }': ['1:22 `zzzzzzzzz` is not declared'],
  });
});

describe('types that do not fit', () => {
  saysOf({
    'typedef struct { u64 pte; } pte_t;\npte_t pte;\nvoid f(void) { set_bit(pte, 0); }': [
      '3:24 `pte` is a `pte_t`; `set_bit` needs a bit number',
    ],
    'u64 x; u32 y; void f(void) { set_bit(64, &x); test_bit(1, &y); smp_load_acquire(x); cmpxchg(x, 1, 2); }':
      [
        '1:38 an `unsigned long` has bits 0 to 63, not 64',
        '1:59 `test_bit` needs an `unsigned long *`; this points to `u32`',
        '1:81 `smp_load_acquire` needs a pointer; this is `u64`',
        '1:93 `cmpxchg` needs a pointer; this is `u64`',
      ],
    'struct s { int a; }; void f(struct s *p, struct s v) { p.a = 1; v->a = 2; p->a.b = 3; }': [
      '1:58 this is a pointer to a struct: write `->a`',
      '1:68 this is a struct, not a pointer to one: write `.a`',
      '1:80 `int` has no fields',
    ],
    'struct s { int a; }; struct s x; void f(void) { int y = x; if (x) ; y = x + 1; }': [
      '1:57 the first value of `y`: `int` was expected; this is `struct s`',
      '1:64 a condition is a number or a pointer; this is `struct s`',
      '1:73 a number was expected; this is `struct s`',
    ],
    'void f(u64 a) { u64 *p = a; p = (u64 *)5; a = (u64)p; }': [
      '1:26 the first value of `p`: `u64 *` was expected; this is `u64`',
      '1:33 a number is not a pointer in model C: take the address of an object',
      '1:47 a pointer is not a number in model C',
    ],
    'void f(void *p) { *p; p + 1; p[0]; p++; }': [
      '1:19 a `void *` points to nothing in particular: cast it to a pointer to something',
      '1:23 a `void *` points to nothing in particular: cast it to a pointer to something',
      '1:30 a `void *` points to nothing in particular: cast it to a pointer to something',
      '1:36 a `void *` points to nothing in particular: cast it to a pointer to something',
    ],
    'u64 a; u32 *p; void f(void) { p = &a; p == &a; p + p; }': [
      '1:35 this assignment: `u32 *` was expected; this is `u64 *`',
      '1:44 this comparison: `u32 *` was expected; this is `u64 *`',
      '1:48 `+` does not work on `u32 *` and `u32 *`',
    ],
    'struct two { int a; int b; }; struct two x; void f(void) { READ_ONCE(x); WRITE_ONCE(x.a, 1); }': [
      '1:70 `READ_ONCE` is one access to a number or a pointer; this is `struct two`',
    ],
    'tags_t t; u32 n; void f(void) { stgm_zero(&n, 1); stgm_zero(&t); t = t; }': [
      '1:43 argument 1 of `stgm_zero`: `tags_t *` was expected; this is `u32 *`',
      '1:51 `stgm_zero` takes 2 arguments, not 1',
      '1:66 a `tags_t` is not assigned as a whole',
    ],
    'int f(int a) { return a; } void g(void) { f(); f(1, 2); }': [
      '1:43 `f` takes one argument, not 0',
      '1:48 `f` takes one argument, not 2',
    ],
    'int f(void) { return; } void g(void) { return 1; }': [
      '1:15 `f` returns `int`: a value is missing',
      '1:47 `g` returns nothing',
    ],
    'void f(void) { 1 = 2; (1 + 2)++; }': [
      '1:16 this cannot be assigned to',
      '1:24 this cannot be assigned to',
    ],
    'void f(int x) { int *p = &x; WRITE_ONCE(x, 1); }': [
      '1:26 a local or a value has no address in model C: make it a global',
      '1:41 `WRITE_ONCE` takes a place in memory; `x` is a local, which no other thread can see',
    ],
    'struct s { int a[4]; }; int f(struct s x, int i) { return x.a[i]; }': [
      '1:63 an array in a local takes a constant index within its length; make it a global',
    ],
  });
});

describe('declarations', () => {
  saysOf({
    'int x; int x; void f(void) {} void f(void) {} struct s { int a; int a; }; struct s { int b; };': [
      '1:12 `x` is defined twice',
      '1:36 `f` is defined twice',
      '1:75 `struct s` is defined twice',
    ],
    'struct s { int a; int a; };': ['1:23 `a` stands twice in `struct s`'],
    '#define A 1\n#define A 2\nenum { A };': ['1:9 `A` is defined twice', '2:9 `A` is defined twice'],
    '#define A B\n#define B A\nint x = B;': ['2:11 `A` is defined by itself'],
    'typedef a b;\ntypedef b a;': ['2:9 `b` is defined by itself'],
    'struct s { struct s inner; };': ['1:21 `struct s` contains itself'],
    'struct a { struct b x; }; struct b { struct a y; };': ['1:47 `struct a` contains itself'],
    'void f(void);': ['1:6 `f` is declared but defined nowhere'],
    'void f(int a, int a) {} int g(int) { return 0; }': [
      '1:6 two parameters of `f` have the same name',
      '1:31 a parameter of `g` has no name',
    ],
    'void f(void) { int x = 3; int x = 4; int a[2]; }': [
      '1:31 `x` is declared twice in this block',
      '1:42 `a`: a local is a number, a pointer or a struct; make this a global',
    ],
    'int a[0]; int b[-1]; int c[100000];': [
      '1:7 an array has 1 to 65536 elements, not 0',
      '1:17 an array has 1 to 65536 elements, not -1',
      '1:28 an array has 1 to 65536 elements, not 100000',
    ],
    'int a[65536][65536];': ["1:5 `a` does not fit into the model's memory"],
    'struct big { u32 a[1000]; }; struct big b; void f(void) { struct big x = b; }': [
      '1:70 `struct big` has 1000 words; at most 256 are copied, so use a pointer',
      '1:74 `struct big` has 1000 words; at most 256 are copied, so use a pointer',
    ],
    'struct s { tags_t t; }; void f(tags_t t) {}': [
      '1:19 `t`: tags_t and data_t stand on their own, not in a struct',
      '1:39 `t`: tags are passed as `tags_t *`',
    ],
    'enum e { A = 0xffffffff, B };': ['1:10 `A` does not fit into an int'],
    'struct s { int a; }; struct s x = { 1, 2 }; struct s y = { .b = 1 }; int z = { 1 }; int w[1] = { 1, 2 };':
      [
        '1:35 `struct s` has no more than 1 fields',
        '1:58 `struct s` has no field `b`',
        '1:78 a list initialises a struct or an array',
        '1:96 this array has no more than 1 elements',
      ],
    'int a = b; int b;': ['1:9 `b` is not a constant'],
    'int x = 1 / 0; int y = 1 << 32;': [
      '1:9 this constant divides by zero or shifts too far',
      '1:24 this constant divides by zero or shifts too far',
    ],
    'void set_bit(int a) {} void stgm(void) {}': [
      '1:6 `set_bit` is a primitive of model C and cannot be defined again',
      '1:29 `stgm` is a primitive of model C and cannot be defined again',
    ],
  });
});

describe('recursion', () => {
  saysOf({
    'void f(void) { f(); }': ['1:6 model C has no recursion: `f` calls `f`'],
    'void f(void) { g(); }\nvoid g(void) { h(); }\nvoid h(void) { f(); }': [
      '1:6 model C has no recursion: `f` calls `g` calls `h` calls `f`',
    ],
  });
});

describe('what model C has not', () => {
  saysOf({
    'int n = sizeof(int);': [
      '1:9 `sizeof` is not part of model C: a word of the model is not a byte of memory',
    ],
    'u32 a; void f(void) { a = sizeof a + 1; }': [
      '1:27 `sizeof` is not part of model C: a word of the model is not a byte of memory',
    ],
    'union u { int a; int b; };\nint f(union u x) { return 0; }': [
      '1:1 model C has no unions',
      '2:7 model C has no unions',
    ],
    'void f(void) { asm volatile("nop"); int x = 1; }': [
      '1:16 model C has no inline assembly; the primitives stand for it',
      '1:29 model C has no strings',
    ],
    'void f(void) { printk("hello %d\\n", 1); }': [
      '1:16 there is no function `printk`',
      '1:23 model C has no strings',
    ],
    '#define MAX(a, b) ((a) > (b) ? (a) : (b))': [
      '1:9 `MAX` has parameters; model C has constants only, so write a function',
    ],
    '#define TWO 1 2': ['1:15 `TWO` is a constant; one expression belongs after it'],
    '#ifdef CONFIG_X\nint x;\n#else\nint y;\n#endif\n#undef X': [
      '1:2 `#ifdef` is not part of model C; there are `#define` and `#include`',
      '6:2 `#undef` is not part of model C; there are `#define` and `#include`',
    ],
    'void f(void) {\n#ifdef X\n int x;\n#endif\n#define Y 1\n}': [
      '2:2 `#ifdef` is not part of model C; there are `#define` and `#include`',
      '5:2 `#define` stands outside of functions, structs and enumerations',
    ],
    'int (*fn)(int); typedef int (*fn_t)(int); int f(int a, ...) { return a; } void g(void) { f; }': [
      '1:5 model C has no function pointers',
      '1:29 model C has no function pointers',
      '1:56 model C has no functions with any number of arguments',
      '1:90 `f` is a function; model C has no function pointers',
    ],
    'struct s { u32 a : 3; };': ['1:18 model C has no bit-fields'],
    'void f(void) { struct { int a; } x; }': ['1:23 a name belongs after `struct`'],
    'typedef u32 list[4];': ['1:17 a typedef names a type without `[]` or `()` in model C'],
    'int x = 1.5; int y = 08; u64 z = 0x1ffffffffffffffff; int w = 1e3; int v = 12ab;': [
      '1:9 `1.5`: model C has no floating point',
      '1:22 `08` is not a number of model C',
      '1:34 `0x1ffffffffffffffff` does not fit into 64 bits',
      '1:63 `1e3`: model C has no floating point',
      '1:76 `12ab` is not a number of model C',
    ],
    'int x;\n/* never closed': ['2:1 this comment is never closed'],
    'int x @ = 1;': ['1:7 `@` is not part of model C'],
    'foo(int a) { return a; }\nint ok;': [
      '1:1 `foo` starts no declaration: a type, `struct`, `enum`, `typedef` or `#define` was expected',
    ],
  });
});

describe('jumps', () => {
  saysOf({
    'void f(void) { break; continue; case 1: ; }': [
      '1:16 `break` stands in a loop or a `switch`',
      '1:23 `continue` stands in a loop',
      '1:33 `case` and `default` stand in a `switch`',
    ],
    'void f(u32 x) { switch (x) { case -1: case 0xffffffff: default: default: ; } }': [
      '1:44 this `switch` has 4294967295 twice',
      '1:65 this `switch` has two `default`s',
    ],
    'void f(void) { out: ; out: ; }': ['1:23 the label `out` stands twice in this function'],
    'void f(void) { else ; }': ['1:16 this `else` belongs to no `if`'],
  });
});

describe('ghosts', () => {
  const declared = 'ghost u32 seen; u32 real; struct s { u32 a; ghost u32 g; }; struct s o;\n';
  const says = (cases: Readonly<Record<string, readonly string[]>>): void => {
    saysOf(Object.fromEntries(Object.entries(cases).map(([text, all]) => [declared + text, all])));
  };
  describe('other code does not read them', () => {
    says({
      'void f(void) { if (seen) return; real = o.g; }': [
        '2:20 `seen` is a ghost; only ghost code may read it',
        '2:43 `g` is a ghost; only ghost code may read it',
      ],
      'void f(void) { ghost u32 mine = seen; real = mine; }': [
        '2:46 `mine` is a ghost; only ghost code may read it',
      ],
      'ghost u32 n(void) { return seen; } void f(void) { real = n(); }': [
        '2:58 `n` is a ghost; write `ghost n(…);`',
      ],
      'ghost tags_t notes; void f(void) { stgm_zero(&notes, 0); }': [
        '2:47 `notes` is a ghost; only ghost code may read it',
      ],
    });
  });
  describe('they change nothing but ghosts', () => {
    says({
      'void f(u32 x) { ghost real = 1; ghost x = 2; ghost o.a = 3; ghost { seen = real; o.g = x; } }': [
        '2:23 ghost code writes ghosts only, and this is not one',
        '2:39 ghost code cannot change `x`, which is not a ghost',
        '2:52 ghost code writes ghosts only, and this is not one',
      ],
      'void set(void) { real = 1; } u32 get(void) { return real; } void f(void) { ghost set(); ghost seen = get(); }':
        ['2:82 `set` writes memory or takes steps, and ghost code does neither'],
      'void set(void) { real++; } void both(void) { set(); } ghost void g(void) { both(); }': [
        '2:76 `both` writes memory or takes steps, and ghost code does neither',
      ],
      'u32 mark(void) { ghost seen = 1; return real; } void f(void) { ghost seen = mark(); }': [],
    });
  });
  describe('they decide nothing', () => {
    says({
      'void f(void) { ghost { return; } while (1) { ghost break; ghost { if (seen) continue; } } }': [
        '2:24 ghost code cannot return from a function that is not a ghost',
        '2:46 ghost code cannot `break` what is not a ghost',
        '2:77 ghost code cannot `continue` what is not a ghost',
      ],
      'void f(u32 x) { l: ghost { goto l; } ghost { k: ; } switch (x) { ghost case 1: ; } }': [
        '2:28 ghost code cannot jump',
        '2:46 a label cannot stand in ghost code',
        '2:66 a `case` is a ghost if and only if its `switch` is one',
      ],
      'void f(void) { ghost BUG_ON(seen); ghost smp_wmb(); ghost wait_until(real); ghost choose(2); ghost WRITE_ONCE(seen, 1); }':
        [
          '2:22 `BUG_ON` stops a thread, and ghost code changes nothing that runs',
          '2:42 ghost code needs no barrier',
          '2:59 `wait_until` is a step, and ghost code takes none',
          '2:83 `choose` is a step, and ghost code takes none',
          '2:100 `WRITE_ONCE` is a step, and ghost code takes none',
        ],
      'tags_t t; void f(void) { ghost stgm_zero(&t, 0); ghost_fill(&t, 0); }': [
        '2:32 `stgm_zero` is a step, and ghost code takes none',
        '2:50 `ghost_fill` is for ghost code only',
      ],
      'void f(void) { ghost { for (u32 i = 0; i < 4; i++) { if (i == 2) break; seen += i; } } }': [],
    });
  });
});

describe('wait_until has exactly one access in its condition', () => {
  const waits = (body: string): string[] =>
    complaints(`u32 x, y; u64 flags;\nu32 get(void) { return READ_ONCE(x); }\nvoid f(void) { ${body} }`, {
      threads: cpus('f'),
    });
  test('none', () => {
    expect(waits('wait_until(1);')).toEqual([
      '3:27 `wait_until` needs exactly one access to memory in its condition; here there are none',
    ]);
  });
  test('two', () => {
    expect(waits('wait_until(READ_ONCE(x) && READ_ONCE(y));')).toEqual([
      '3:27 `wait_until` needs exactly one access to memory in its condition; here there are 2',
    ]);
  });
  test('one, be it in a function', () => {
    expect(waits('wait_until(get() == 3); wait_until(!test_and_set_bit(1, &flags)); wait_until(y);')).toEqual(
      [],
    );
  });
});

test('what is said keeps a program from running, and nothing said lets it run', () => {
  expect(programOf('u32 x; void f(void) { x = 1; }', { threads: cpus('f') }).threads).toHaveLength(1);
});
