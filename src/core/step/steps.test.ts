import { describe, expect, test } from 'vitest';
import type { State } from '../machine/state.ts';
import { digestOf } from '../machine/digest.ts';
import { sameState } from '../machine/state.ts';
import { nameOfWord } from './name.ts';
import { statusOf } from './status.ts';
import { initialState, takeStep } from './step.ts';
import type { System } from './system.ts';
import { step, systemOf, valueOf, type Extras } from './text-system.test-data.ts';

/** The operations of thread 0 from the start, as it runs alone. */
function operations(text: string, others: readonly string[] = []): string[] {
  const system = systemOf(text, ['f', ...others]);
  const labels: string[] = [];
  for (let state = initialState(system); statusOf(system, state, 0).kind === 'ready';) {
    const taken = step(system, state, 0);
    labels.push(taken.record.label);
    ({ state } = taken);
  }
  return labels;
}

/** What each step of thread 0 touches: `read flags`, `write b`. */
function accesses(text: string): string[] {
  const system = systemOf(text, ['f']);
  const all: string[] = [];
  for (let state = initialState(system); statusOf(system, state, 0).kind === 'ready';) {
    const taken = step(system, state, 0);
    all.push(
      taken.record.accesses
        .map((a) =>
          a.store === 'words' ? `${a.kind} ${nameOfWord(system.program, a.address) ?? '?'}` : a.kind,
        )
        .join(', '),
    );
    ({ state } = taken);
  }
  return all;
}

describe('a step is one visible operation', () => {
  test('a load, a store, an atomic, a barrier; work on locals rides along', () => {
    const text = `
      u32 a, b; u64 flags; u32 *p;
      void f(void) {
        u32 x = READ_ONCE(a);
        for (u32 i = 0; i < 9; i++) x += i;
        b = x;
        set_bit(3, &flags);
        if (test_and_set_bit(4, &flags) || x > 100) return;
        smp_wmb();
        smp_store_release(&a, cmpxchg(&b, x, 1));
        p = &b;
      }`;
    expect(operations(text)).toEqual([
      'read a', 'write b', 'set 3', 'test_and_set 4', 'smp_wmb', 'cmpxchg b', 'write a', 'write p',
    ]); // prettier-ignore
  });
  test('from left to right, the value of an assignment before its place', () => {
    const text = `
      u32 a, b, c; u32 *p; u32 list[4];
      u32 get(u32 *from) { return READ_ONCE(*from); }
      void f(void) {
        p = &c;
        if (READ_ONCE(a) > READ_ONCE(b)) ;
        a = b + get(&c);
        *p = a;
        list[b] += c;
        cmpxchg(p, a, b);
      }
      void g(void) { a = 1; b = 1; c = 1; p = &a; list[1] = 1; }`;
    expect(operations(text, ['g'])).toEqual([
      'write p',
      'read a', 'read b',
      'read b', 'get c', 'write a',
      'read a', 'read p', 'write *p',
      'read b', 'read list[b]', 'read c', 'write list[b]',
      'read p', 'read a', 'read b', 'cmpxchg p',
    ]); // prettier-ignore
  });
  test('what is read and written is changed in place once: the address of `*p++ += 1` is worked out once', () => {
    const system = systemOf(
      'u32 list[4]; u32 at; u32 next(void) { return at++; } void f(void) { u32 *p = list; *p++ += 1; *p++ += 2; list[next()] += 5; }',
      ['f'],
    );
    let state = initialState(system);
    while (statusOf(system, state, 0).kind === 'ready') ({ state } = step(system, state, 0));
    expect([0, 1, 2].map((i) => valueOf(system, state, 'list', i))).toEqual([6n, 2n, 0n]);
    expect(valueOf(system, state, 'at')).toBe(1n);
  });
  test('a struct is copied scalar by scalar, each a step', () => {
    const text =
      'struct s { u32 a; u64 b; }; struct s x, y; void f(void) { y = x; } void g(void) { x.a = 1; x.b = 2; }';
    expect(operations(text, ['g'])).toEqual(['read x', 'read x', 'write y', 'write y']);
  });
  test('a function that makes one access gives it its name', () => {
    const text = `
      struct spinlock { u32 owner; }; struct spinlock lock;
      void spin_lock(struct spinlock *l) { wait_until(cmpxchg(&l->owner, 0, current_thread() + 1) == 0); }
      void spin_unlock(struct spinlock *l) { smp_store_release(&l->owner, 0); }
      void f(void) { spin_lock(&lock); spin_unlock(&lock); }`;
    expect(operations(text)).toEqual(['spin_lock lock', 'spin_unlock lock']);
  });
  test('each tells the words it touched', () => {
    const text = `
      struct s { u32 a; u64 wide; }; struct s o; u64 flags; u32 x, list[3];
      void f(void) {
        o.wide = READ_ONCE(x);
        list[2] = 1;
        test_bit(1, &flags); set_bit(1, &flags); test_and_clear_bit(1, &flags);
        cmpxchg(&x, 5, 6); cmpxchg(&x, 0, 6); xchg(&x, 7); fetch_add(&o.a, 1);
        smp_mb();
        x++;
      }`;
    expect(accesses(text)).toEqual([
      'read x', 'write o.wide', 'write list[2]',
      'read flags', 'write flags', 'read flags, write flags',
      'read x', 'read x, write x', 'read x, write x', 'read o.a, write o.a',
      '', 'read x', 'write x',
    ]); // prettier-ignore
  });
});

describe('what rides along', () => {
  const reader = 'u32 x, y; u32 config = 3; void f(void) { u32 a = config; y = a; a = config + x; y = a; }\n';

  test('a load of what no thread ever writes', () => {
    expect(operations(reader)).toEqual(['write y', 'write y']);
  });
  test('not of what another thread writes', () => {
    expect(operations(`${reader} void g(void) { config = 4; }`, ['g'])).toEqual(['read config', 'write y', 'read config', 'write y']); // prettier-ignore
    expect(operations(`${reader} void g(void) { fetch_add(&x, 1); }`, ['g'])).toEqual(['write y', 'read x', 'write y']); // prettier-ignore
  });
  test('not of what another thread writes through a pointer to its type', () => {
    expect(operations(`${reader} u32 *p; void g(void) { p = &x; *p = 1; }`, ['g'])).toEqual(['read config', 'write y', 'read config', 'read x', 'write y']); // prettier-ignore
    expect(operations(`${reader} u64 w, *p; void g(void) { p = &w; *p = 1; }`, ['g'])).toEqual(['write y', 'write y']); // prettier-ignore
  });
  test('not a marked load, a barrier, an atomic', () => {
    expect(operations('u32 x; u64 flags; void f(void) { READ_ONCE(x); test_bit(0, &flags); smp_load_acquire(&x); smp_rmb(); isb(); }')) // prettier-ignore
      .toEqual(['read x', 'test 0', 'read x', 'smp_rmb', 'isb']);
  });
  test('what only ghosts write is not written', () => {
    expect(operations('u32 x, y; ghost u32 g; void f(void) { y = x; ghost g = x; y = x; }')).toEqual([
      'write y',
      'write y',
    ]);
  });
  test('ghost code: it takes no step and touches nothing', () => {
    const text = 'u32 x; ghost u32 g; void f(void) { x = 1; ghost { g = x; g++; } x = 2; }';
    expect(accesses(text)).toEqual(['write x', 'write x']);
    const system = systemOf(text, ['f']);
    expect(valueOf(system, step(system, initialState(system), 0).state, 'g')).toBe(2n);
  });
  test('work before the first visible operation is done at the start', () => {
    const system = systemOf('u32 x; void f(void) { u32 a = 6; a *= 7; x = a; }', ['f']);
    const state = initialState(system);
    expect(statusOf(system, state, 0)).toEqual({ kind: 'ready', outcomes: 1 });
    expect(valueOf(system, step(system, state, 0).state, 'x')).toBe(42n);
  });
});

describe('waiting', () => {
  const LOCKS = `
    struct spinlock { u32 owner; }; struct spinlock tag_sync_lock; u32 x, ready; u64 flags;
    #define PG_locked 2
    void spin_lock(struct spinlock *l) { wait_until(cmpxchg(&l->owner, 0, current_thread() + 1) == 0); }
    void f(void) { spin_lock(&tag_sync_lock); x = 1; WRITE_ONCE(tag_sync_lock.owner, 0); }
    void g(void) { wait_until(READ_ONCE(ready) > 1); x = 2; }
    void h(void) { wait_until(!test_and_set_bit(PG_locked, &flags)); x = 3; }
    void i(void) { wait_until(test_bit(PG_locked, &flags)); x = 4; }
    void never(void) { wait_until(ready == 7); }
  `;
  const reason = (system: System, state: State, thread: number): string => {
    const status = statusOf(system, state, thread);
    return 'reason' in status ? status.reason : status.kind;
  };

  test('for a lock: says which, and who holds it', () => {
    const system = systemOf(LOCKS, ['f', 'f']);
    const { state } = step(system, initialState(system), 0);
    expect(statusOf(system, state, 1)).toEqual({
      kind: 'blocked',
      reason: 'waits for `tag_sync_lock`, held by CPU 0',
      waitsFor: 0,
    });
    expect(takeStep(system, state, { kind: 'step', thread: 1 })).toEqual({
      refused: 'CPU 1 waits for `tag_sync_lock`, held by CPU 0',
    });
  });
  test('goes on once the condition holds, that access done', () => {
    const system = systemOf(LOCKS, ['f', 'f']);
    let { state } = step(system, initialState(system), 0);
    ({ state } = step(system, state, 0));
    ({ state } = step(system, state, 0));
    const taken = step(system, state, 1);
    expect(taken.record.label).toBe('spin_lock tag_sync_lock');
    expect(taken.record.accesses.map((a) => a.kind)).toEqual(['read', 'write']);
    expect(valueOf(system, taken.state, 'x')).toBe(1n);
  });
  test('leaves the state as it was', () => {
    const system = systemOf(LOCKS, ['f', 'f', 'h', 'h']);
    let { state } = step(system, initialState(system), 0);
    ({ state } = step(system, state, 2));
    const [words, digest] = [state.words.slice(), digestOf(state)];
    for (const thread of [1, 3]) expect(statusOf(system, state, thread).kind).toBe('blocked');
    for (const thread of [1, 3])
      expect(takeStep(system, state, { kind: 'step', thread })).toHaveProperty('refused');
    expect(state.words).toEqual(words);
    expect(digestOf(state)).toBe(digest);
  });
  test('for a value', () => {
    const system = systemOf(LOCKS, ['g']);
    expect(reason(system, initialState(system), 0)).toBe('waits in `read ready` for `ready` to change');
  });
  test('for a bit to be set, or to be cleared', () => {
    const system = systemOf(LOCKS, ['h', 'h', 'i']);
    const start = initialState(system);
    expect(reason(system, start, 2)).toBe('waits for `PG_locked` in the flags to be set');
    const { state } = step(system, start, 0);
    expect(reason(system, state, 1)).toBe('waits for `PG_locked` in the flags to be cleared');
    expect(reason(system, state, 2)).toBe('ready');
  });
  test('for what nobody ever writes: it rests there for good', () => {
    const system = systemOf(LOCKS, ['never']);
    const state = initialState(system);
    expect(reason(system, state, 0)).toBe('waits in `read ready` for `ready` to change');
    expect(takeStep(system, state, { kind: 'step', thread: 0 })).toHaveProperty('refused');
  });
  test('a resident thread that waits for its mailbox is idle', () => {
    const text =
      'struct mailbox { bool pending; }; struct mailbox mailboxes[1]; void f(void) { wait_until(READ_ONCE(mailboxes[0].pending)); }';
    const system = systemOf(text, ['f'], { resident: [true] });
    expect(statusOf(system, initialState(system), 0)).toEqual({
      kind: 'idle',
      reason: 'waits for a system call',
    });
  });
});

describe('choosing', () => {
  const text = 'u32 got, n = 3; void f(void) { got = 10 + choose(n); } void none(void) { got = choose(n - 3); } void wide(void) { u64 many = 4294967296; got = choose(many + n); }'; // prettier-ignore
  test('one step with as many outcomes', () => {
    const system = systemOf(text, ['f']);
    const start = initialState(system);
    expect(statusOf(system, start, 0)).toEqual({ kind: 'ready', outcomes: 3 });
    const got = [0, 1, 2].map((outcome) => {
      const chosen = step(system, start, 0, outcome);
      expect(chosen.record.label).toBe(`choose = ${outcome}`);
      return valueOf(system, step(system, chosen.state, 0).state, 'got');
    });
    expect(got).toEqual([10n, 11n, 12n]);
  });
  test('an outcome that is none is refused', () => {
    const system = systemOf(text, ['f']);
    expect(takeStep(system, initialState(system), { kind: 'step', thread: 0, outcome: 3 })).toEqual({
      refused: 'CPU 0 chooses among 3 outcomes, from 0',
    });
  });
  test.each(['none', 'wide'])('among none, or too many, is an oops (%s)', (entry) => {
    const system = systemOf(text, [entry]);
    const { state } = step(system, initialState(system), 0);
    expect(statusOf(system, state, 0)).toEqual({
      kind: 'oops',
      reason: 'a primitive was given an argument that it cannot work on',
    });
  });
});

describe('the end', () => {
  test('a thread that has ended takes no step, nor does one that is not there', () => {
    const system = systemOf('u32 x; void f(void) { x = 1; }', ['f']);
    const { state } = step(system, initialState(system), 0);
    expect(statusOf(system, state, 0)).toEqual({ kind: 'ended' });
    expect(takeStep(system, state, { kind: 'step', thread: 0 })).toEqual({ refused: 'CPU 0 has ended' });
    expect(takeStep(system, state, { kind: 'step', thread: 5 })).toEqual({
      refused: 'there is no such thread',
    });
  });
  test('a step leaves the state before it as it was', () => {
    const system = systemOf('u32 x; void f(void) { x = 1; }', ['f']);
    const before = initialState(system);
    const { state } = step(system, before, 0);
    expect(valueOf(system, before, 'x')).toBe(0n);
    expect(sameState(before, initialState(system))).toBe(true);
    expect(sameState(before, state)).toBe(false);
  });
});

describe('what must hold', () => {
  const TEXT = `
    u32 x; u64 flags; struct spinlock { u32 owner; }; struct spinlock a, b;
    void prologue(void) { x = 1; }
    void f(void) { x = 2; x = 0; x = 3; }
    void g(void) { x = 5; }
    ghost u32 x_is_zero(void) { return x == 0; }
    ghost u64 where(void) { if (x == 3) return 4294967296; return 0; }
    ghost u32 odd_at_end(void) { return x & 1; }
    void lock(struct spinlock *l) { wait_until(cmpxchg(&l->owner, 0, current_thread() + 1) == 0); }
    void ab(void) { lock(&a); lock(&b); }
    void ba(void) { lock(&b); lock(&a); }
  `;
  const broken = (system: System, threads: readonly number[]): (readonly number[])[] => {
    let state = initialState(system);
    return threads.map((thread) => {
      const taken = step(system, state, thread);
      ({ state } = taken);
      return taken.record.broke;
    });
  };
  const extras = (...checks: [string | null, 'always' | 'end'][]): Extras => ({
    prologue: 'prologue',
    checks: checks.map(([predicate, when]) => ({ predicate, when })),
  });

  test('is checked after every step, and said once', () => {
    const system = systemOf(TEXT, ['f'], extras(['x_is_zero', 'always'], ['where', 'always']));
    expect(broken(system, [0, 0, 0])).toEqual([[], [0], [1]]);
  });
  test('at the end means when every thread has ended', () => {
    const system = systemOf(TEXT, ['f', 'g'], extras(['odd_at_end', 'end']));
    expect(broken(system, [0, 0, 0, 1])).toEqual([[], [], [], [0]]);
  });
  test('a deadlock: nothing can move though something has not ended', () => {
    const system = systemOf(TEXT, ['ab', 'ba'], extras([null, 'always']));
    expect(broken(system, [0, 1])).toEqual([[], [0]]);
    const { state } = step(system, step(system, initialState(system), 0).state, 1);
    expect([0, 1].map((t) => statusOf(system, state, t))).toMatchObject([
      { reason: 'waits for `b`, held by CPU 1', waitsFor: 1 },
      { reason: 'waits for `a`, held by CPU 0', waitsFor: 0 },
    ]);
  });
  test('the prologue has run before the first step', () => {
    const system = systemOf(TEXT, ['f'], { prologue: 'prologue' });
    expect(valueOf(system, initialState(system), 'x')).toBe(1n);
  });
});

describe('system calls', () => {
  const TEXT = `
    struct mailbox { bool pending; u64 nr; u64 args[3]; s64 ret; }; struct mailbox mailboxes[2];
    void serve(void) {
      for (;;) {
        wait_until(READ_ONCE(mailboxes[1].pending));
        mailboxes[1].ret = -(s64)(mailboxes[1].nr + mailboxes[1].args[2]);
        WRITE_ONCE(mailboxes[1].pending, false);
      }
    }`;
  const call = { kind: 'call', mailbox: 1, nr: 29n, args: [1n, 2n, 1n << 40n], writes: [] } as const;

  test('put a number and arguments into a mailbox, for its thread to serve', () => {
    const system = systemOf(TEXT, ['serve'], { resident: [true] });
    const called = takeStep(system, initialState(system), call);
    if ('refused' in called) throw new Error(called.refused);
    expect(called.record).toMatchObject({ thread: -1, label: 'system call', span: null });
    expect(takeStep(system, called.state, call)).toEqual({
      refused: 'the last system call has not returned yet',
    });
    let { state } = called;
    while (statusOf(system, state, 0).kind === 'ready') ({ state } = step(system, state, 0));
    const box = system.program.globals.get('mailboxes')?.address ?? 0;
    const words = box + 2 * (1 + 2 + 6 + 2) - 2;
    const ret = BigInt.asIntN(
      64,
      (BigInt(state.words[words + 1] ?? 0) << 32n) | BigInt(state.words[words] ?? 0),
    );
    expect(ret).toBe(-29n - (1n << 40n));
    expect(statusOf(system, state, 0).kind).toBe('idle');
  });
  test('lay out the bytes that the caller has put into its memory', () => {
    const written: string[] = [];
    const system = systemOf(TEXT, ['serve'], {
      resident: [true],
      writeUser: (_words, _setByte, mailbox, address, byte) => {
        written.push(`${mailbox} ${address.toString(16)} ${byte}`);
        return true;
      },
    });
    takeStep(system, initialState(system), { ...call, writes: [{ address: 0x1000n, bytes: [7, 8] }, { address: 0x2000n, bytes: [9] }] }); // prettier-ignore
    expect(written).toEqual(['1 1000 7', '1 1001 8', '1 2000 9']);
  });
  test('are refused where nobody serves them', () => {
    const system = systemOf('u32 x; void f(void) { x = 1; }', ['f']);
    expect(takeStep(system, initialState(system), call)).toEqual({
      refused: 'this scenario has nobody to serve a system call',
    });
  });
});
