/**
 * Random small programs of two and three threads in model C, for tests that compare explorers with each other: a few shared words,
 * flags, a spinlock, tags of one page, choices, and properties that some of their interleavings break. None runs for ever.
 */
import fc from 'fast-check';
import { hardwareConstants, type Hardware } from '../arm/hardware.ts';
import { HARDWARE_PRIMITIVES } from '../arm/primitives.ts';
import { compile } from '../lang/compile.ts';
import type { System } from '../step/system.ts';

/** Two tag blocks a page: granule 0 is in the first, granule 0x88 in the second. */
const TAG_BLOCKS = 2;

const SHARED = `u32 x; u32 y; u32 limit = 2; u32 own[3]; unsigned long flags;
struct spinlock { u32 owner; };
struct spinlock guard;
tags_t frame; tags_t saved;
static void lock(void) { wait_until(cmpxchg(&guard.owner, 0, current_thread() + 1) == 0); }
static void unlock(void) { smp_store_release(&guard.owner, 0); }
ghost u64 x_is_two(void) { return x == 2; }
ghost u64 y_overtakes(void) { return y > x; }
ghost u64 half_restored(void) { return ghost_get(&frame, 0) != ghost_get(&frame, 0x88); }
ghost u64 lock_is_held(void) { return guard.owner; }
void prologue(void) { stg(&saved, 0, 3); stg(&saved, 0x88, 3); }
`;

/** What must hold; the two that look at the end come last. */
export const CHECKS: System['checks'] = [
  { predicate: 'x_is_two', when: 'always' },
  { predicate: 'y_overtakes', when: 'always' },
  { predicate: 'half_restored', when: 'always' },
  { predicate: null, when: 'always' },
  { predicate: 'lock_is_held', when: 'end' },
];

const STATEMENTS = [
  'WRITE_ONCE(x, READ_ONCE(x) + 1);',
  'seen = READ_ONCE(x);',
  'WRITE_ONCE(y, seen + 1);',
  'y = x;',
  'fetch_add(&y, 1);',
  'seen = xchg(&y, 2);',
  'if (cmpxchg(&x, 0, 2) == 0) seen++;',
  'if (READ_ONCE(y)) WRITE_ONCE(x, 0);',
  'BUG_ON(READ_ONCE(x) == 2);',
  'for (u32 i = 0; i < limit; i++) fetch_add(&x, i);',
  'own[current_thread()] += limit;',
  'seen = own[current_thread()];',
  'set_bit(1, &flags);',
  'seen = test_and_set_bit(1, &flags);',
  'clear_bit(1, &flags);',
  'wait_until(test_bit(1, &flags));',
  'wait_until(READ_ONCE(y) != 1);',
  'lock();',
  'unlock();',
  'lock(); x = 1; x = 0; unlock();',
  'seen = choose(2);',
  'if (choose(3) == 2) WRITE_ONCE(x, 2);',
  'stgm(&frame, 0, &saved);',
  'stgm(&frame, 1, &saved);',
  'stgm_zero(&frame, 0);',
  'stg(&frame, 0x88, seen);',
  'seen = ldg(&frame, 0);',
  'smp_wmb();',
];

/** By thread, its statements. */
export type SmallProgram = readonly (readonly string[])[];

const body = (most: number): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom(...STATEMENTS), { minLength: 1, maxLength: most });

/** Different threads, or twice or three times the same one. */
export const smallProgram: fc.Arbitrary<SmallProgram> = fc.oneof(
  fc.tuple(body(3), body(3)),
  fc.tuple(body(2), body(2), body(2)),
  body(3).map((one) => [one, one]),
  body(2).map((one) => [one, one, one]),
);

/** Equal threads run the same function. */
export function systemOf(threads: SmallProgram): System {
  const texts = threads.map((statements) => statements.map((s) => `\t${s}\n`).join(''));
  const functions = texts.map((text, i) =>
    texts.indexOf(text) === i ? `void thread${i}(void)\n{\n\tu32 seen = 0;\n\n${text}}\n` : '',
  );
  const compiled = compile({
    sources: [{ path: 'random.c', text: `${SHARED}${functions.join('')}`, origin: 'test' }],
    constants: hardwareConstants(TAG_BLOCKS),
    primitives: HARDWARE_PRIMITIVES,
    threads: texts.map((text, i) => ({ name: `T${i}`, entry: `thread${texts.indexOf(text)}`, args: [] })),
    routines: ['prologue', ...CHECKS.map((c) => c.predicate).filter((name) => name !== null)],
  });
  if (!('program' in compiled)) throw new Error(compiled.diagnostics.map((d) => d.message).join('\n'));
  return {
    program: compiled.program,
    primitives: HARDWARE_PRIMITIVES.map((p) => p.make(HARDWARE)),
    checks: CHECKS,
    prologue: 'prologue',
    resident: threads.map(() => false),
    writeUser: () => false,
  };
}

/** A machine without page tables: only its tags are used. */
const HARDWARE: Hardware = {
  tagsPage: 0,
  dataPage: 0,
  frames: 0,
  pfnBase: 0,
  userBase: 0n,
  userPages: 0,
  ipaBase: 0n,
  guestPages: 0,
  guestTags: () => false,
  tagBlocks: TAG_BLOCKS,
  image: new Uint8Array(0),
};
