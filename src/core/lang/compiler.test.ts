/** A compiler that is kept gives, edit after edit, the very program that one from nothing gives. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, Compiler, type Compiled } from './compile.ts';
import { cpus } from './compiled.test-data.ts';
import type { CompileInput } from './program.ts';
import { randomProgram } from './random/program.ts';

type Texts = Readonly<Record<string, string>>;

const NO_PRIMITIVES: CompileInput['primitives'] = [];

function inputOf(texts: Texts, threads = cpus('one', 'two'), constants = {}): CompileInput {
  const sources = Object.entries(texts).map(([path, text]) => ({ path, text, origin: 'test' }));
  return { sources, constants, primitives: NO_PRIMITIVES, threads, routines: ['start', 'check'] };
}

/** Compiles one after another; each must be as from nothing. */
function compiled(inputs: readonly CompileInput[]): Compiled[] {
  const compiler = new Compiler();
  return inputs.map((input, i) => {
    const again = compiler.compile(input);
    expect(isDeepStrictEqual(again, compile(input)), `program ${i} is as from nothing`).toBe(true);
    return again;
  });
}

const texts: Texts = {
  'types.h': `#define LIMIT 4
    struct pair { u64 left; u32 right; };
    typedef u32 mark_t;
    enum state { IDLE, BUSY };`,
  'lock.c': `u32 owner;
    static inline void lock(void) { while (cmpxchg(&owner, 0, current_thread() + 1)) wait_until(!READ_ONCE(owner)); }
    static inline void unlock(void) { smp_store_release(&owner, 0); }`,
  'sum.c': `struct pair pairs[3];
    static u32 twice(u32 n) { u32 more = n; more += n; return more; }
    u64 sum(struct pair *p, u32 n) { if (n > LIMIT) return 0; return p->left + twice(n); }
    static bool free_now(void) { return READ_ONCE(owner) == IDLE; }`,
  'work.c': `void step(u32 i) { lock(); pairs[i].left = sum(&pairs[i], i); pairs[i].right = twice(pairs[i].right); unlock(); }
    void one(void) { step(0); step(1); }
    void two(void) { mark_t at = choose(2); step(at); step(1); wait_until(free_now()); }`,
  'ends.c': `void start(void) { pairs[1].right = twice(3); }
    ghost u32 check(void) { return twice(pairs[1].right) == 1; }
    void nobody(void) { step(2); }`,
};
const edited = (path: string, from: string, to: string): Texts => {
  const text = texts[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return { ...texts, [path]: text.replace(from, to) };
};

describe('after an edit', () => {
  const edits: [what: string, Texts][] = [
    ['of white space', edited('lock.c', 'while', '\n\n  while')],
    ['that adds a statement', edited('sum.c', 'more += n;', 'more += n; more ^= 1;')],
    [
      'that adds a local, so that slots move',
      edited('work.c', '{ lock();', '{ u64 wide = i; wide++; lock();'),
    ],
    ['that adds a call, so that frames move', edited('work.c', 'step(0);', 'step(0); lock(); unlock();')],
    ['that takes a call away', edited('work.c', 'step(0); ', '')],
    ['that makes an argument a constant', edited('work.c', 'step(at);', 'step(0);')],
    ['that makes two arguments one', edited('work.c', 'sum(&pairs[i], i)', 'sum(&pairs[i], twice(i))')],
    ['of what a loop waits for', edited('lock.c', '!READ_ONCE(owner)', 'READ_ONCE(owner) == 0')],
    ['of a function nobody runs', edited('ends.c', 'step(2);', 'step(1); lock();')],
    ['that leaves a function empty', edited('lock.c', 'smp_store_release(&owner, 0);', '')],
    ['of a constant', edited('types.h', 'LIMIT 4', 'LIMIT 1')],
    ['of a struct', edited('types.h', 'u32 right;', 'u32 right; u64 more;')],
    ['of a type', edited('types.h', 'typedef u32 mark_t', 'typedef u64 mark_t')],
    ['of an enumeration', edited('types.h', 'IDLE, BUSY', 'BUSY, IDLE')],
    ['of a signature', edited('sum.c', 'u64 sum(', 'u32 sum(')],
    ['that adds a global', edited('lock.c', 'u32 owner;', 'u64 before; u32 owner;')],
    ['that adds a typedef', { ...texts, 'types.h': `${texts['types.h'] ?? ''} typedef u64 more_t;` }],
    [
      'of a comment',
      edited('lock.c', 'static inline void unlock', '/** Lets go. */ static inline void unlock'),
    ],
    ['that takes a file away', Object.fromEntries(Object.entries(texts).reverse())],
  ];

  test.each(edits)('%s', (_, after) => {
    const programs = compiled([inputOf(texts), inputOf(after), inputOf(texts)]);
    for (const each of programs) expect(each).toHaveProperty('program');
  });

  test('and the next, and the next', () => {
    compiled(edits.map(([, each]) => inputOf(each)));
  });

  const mistakes: [what: string, Texts, RegExp][] = [
    ['a syntax error', edited('sum.c', 'more += n;', 'more += ;'), /expected|missing/],
    ['an unknown name', edited('work.c', 'unlock();', 'unlok();'), /no function `unlok`.*did you mean `unlock`/],
    ['one in a function that nobody runs', edited('ends.c', 'step(2)', 'step()'), /`step` takes one argument/],
    ['a caller that no longer fits', edited('sum.c', 'twice(u32 n)', 'twice(u32 n, u32 m)'), /`twice` takes 2/],
    ['recursion over two files', edited('sum.c', 'if (n > LIMIT)', 'step(n); if (n > LIMIT)'), /no recursion/],
    ['a ghost that acts by what it calls', edited('sum.c', 'more += n;', 'pairs[0].right = n;'), /ghost code does neither/],
    ['a wait for nothing', edited('lock.c', '!READ_ONCE(owner)', '1'), /exactly one access/],
  ]; // prettier-ignore

  test.each(mistakes)('that is wrong: %s, and mended', (_, wrong, says) => {
    const inputs = [texts, wrong, { ...wrong, 'lock.c': `${wrong['lock.c'] ?? ''}\n` }, texts].map((t) =>
      inputOf(t),
    );
    const [, first, second, mended] = compiled(inputs);
    for (const each of [first, second])
      expect(each).toMatchObject({ diagnostics: expect.arrayContaining([expect.objectContaining({ message: expect.stringMatching(says) as string })]) as unknown[] }); // prettier-ignore
    expect(mended).toHaveProperty('program');
  });

  test('for other threads and constants', () => {
    compiled([
      inputOf(texts),
      inputOf(texts, cpus('two', 'two', 'one')),
      inputOf(texts, cpus('one')),
      inputOf(texts, undefined, { LIMIT: 0 }),
      inputOf(texts),
    ]);
  });

  test('in random programs of several files', () => {
    const tapes = fc.uint16Array({ minLength: 300, maxLength: 1500, size: 'max' });
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom('twice', 'away', 'break')), { minLength: 1, maxLength: 4 }); // prettier-ignore
    fc.assert(
      fc.property(tapes, changes, (tape, edits) => {
        const lines = randomProgram(tape).split('\n');
        const programs = edits.map(([at, how]) =>
          lines.flatMap((line, i) => {
            if (i !== at % lines.length) return [line];
            return how === 'twice' ? [line, line] : how === 'away' ? [] : [`/* */ ${line}`];
          }),
        );
        const inputs = [lines, ...programs, lines].map((each): CompileInput => {
          const sources = filesOf(each).map((text, i) => ({ path: `${i}.c`, text, origin: 'test' }));
          return { ...inputOf({}), sources, threads: cpus('thread', 'thread'), routines: [] };
        });
        compiled(inputs);
      }),
      { numRuns: 40 },
    );
  });
});

/** A text cut into files behind the ends of its functions. */
function filesOf(lines: readonly string[]): string[] {
  const files = ['', '', ''];
  let file = 0;
  for (const line of lines) {
    files[file] = `${files[file] ?? ''}${line}\n`;
    if (line.startsWith('}')) file = (file + 1) % files.length;
  }
  return files;
}
