import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { assemble } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { CompileAnswer, CompileTask } from '../worker/compile-messages.ts';
import { createEditing } from './editing.ts';
import { createRunStore } from './store.ts';

const PATH = 'arch/arm64/kernel/mte.c';

/** The worker's work without a worker; `deaf` never answers. */
class Compiler {
  static deaf = false;
  static asked = 0;
  onmessage: ((event: { data: CompileAnswer }) => void) | null = null;
  onerror: unknown = null;

  postMessage(task: CompileTask): void {
    Compiler.asked++;
    const scenario = scenarios.find(({ id }) => id === task.scenario);
    if (scenario === undefined || Compiler.deaf) return;
    const assembled = assemble(scenario, task.release, new Map(task.edited));
    const diagnostics = 'diagnostics' in assembled ? assembled.diagnostics : [];
    setTimeout(() => this.onmessage?.({ data: { id: task.id, diagnostics } }), 1);
  }

  terminate(): void {
    this.onmessage = null;
  }
}

function open() {
  const run = createRunStore('isolation', 'v12');
  const editing = createEditing(run, new Map(), () => new Compiler() as unknown as Worker);
  const now = () => ({ ...run.getState().snapshot, ...editing.getState() });
  const original = run.getState().textsOf('v12').get(PATH) ?? '';
  return { run, editing, now, original, act: run.getState().actions };
}

const wait = () => vi.advanceTimersByTimeAsync(300);
const flagFirst = (text: string) =>
  text.replace(
    'if (is_swap_pte(old_pte)) {',
    'set_bit(PG_mte_tagged, &page->flags);\n\tif (is_swap_pte(old_pte)) {',
  );

beforeEach(() => {
  vi.useFakeTimers();
  Compiler.deaf = false;
  Compiler.asked = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

describe('editing a source', () => {
  test('puts what compiles into force and carries the run over', async () => {
    const { now, editing, original, act } = open();
    for (const thread of [0, 0, 0]) act.step(thread);
    editing.getState().change(PATH, flagFirst(original));
    expect(now()).toMatchObject({ busy: true, checked: { kind: 'as released' } });
    await wait();
    expect(now()).toMatchObject({ busy: false, checked: { kind: 'good' }, release: 'v12' });
    expect(now().edits.get(PATH)).toBe(flagFirst(original));
    expect(now().cursor).toBeGreaterThan(0);
    expect(now().program.sources.find(({ path }) => path === PATH)?.origin).toBe('edited');
  });

  test('compiles once after several keys', async () => {
    const { editing, original } = open();
    for (const more of ['\n', '\n\n', '\n\n\n']) editing.getState().change(PATH, original + more);
    await wait();
    expect(Compiler.asked).toBe(1);
  });

  test('says what is wrong where, and leaves the last good program in force', async () => {
    const { now, editing, original } = open();
    editing.getState().change(PATH, flagFirst(original));
    await wait();
    const good = now().program;
    editing.getState().change(PATH, `${flagFirst(original)}\nint x = ;\n`);
    await wait();
    expect(now().program).toBe(good);
    expect(now().edits.get(PATH)).toBe(flagFirst(original));
    const { checked } = now();
    expect(checked).toMatchObject({ kind: 'wrong', diagnostics: [{ path: PATH }] });
    const [first] = checked.kind === 'wrong' ? checked.diagnostics : [];
    expect(first?.line).toBe(flagFirst(original).split('\n').length + 1);
  });

  test('reset takes it back, and the same moments are the same states', async () => {
    const { now, editing, original, act } = open();
    const { digest } = now();
    editing.getState().change(PATH, flagFirst(original));
    await wait();
    act.step(0);
    editing.getState().reset();
    act.restart();
    expect(now()).toMatchObject({ digest, checked: { kind: 'as released' } });
    expect(now().edits.size).toBe(0);
  });

  test('belongs to its release, and is there again on return', async () => {
    const { now, editing, original, act } = open();
    editing.getState().change(PATH, flagFirst(original));
    await wait();
    act.chooseRelease('v6.4');
    expect(now()).toMatchObject({ checked: { kind: 'as released' } });
    expect(now().edits.size).toBe(0);
    act.chooseRelease('v12');
    expect(now().edits.size).toBe(1);
    expect(now()).toMatchObject({ checked: { kind: 'good' } });
  });

  test('a compiler that does not come back is stopped', async () => {
    const { now, editing, original } = open();
    Compiler.deaf = true;
    editing.getState().change(PATH, flagFirst(original));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(now().checked).toMatchObject({ kind: 'failed' });
    Compiler.deaf = false;
    editing.getState().change(PATH, `${flagFirst(original)}\n`);
    await wait();
    expect(now().checked).toMatchObject({ kind: 'good' });
  });

  test('a loop without an end neither hangs the page nor breaks the run', async () => {
    const { now, editing, original, act } = open();
    for (let i = 0; i < 4; i++) act.step(0);
    const endless = original
      .replace('smp_wmb();', 'while (1) smp_wmb();')
      .replace('if (is_swap_pte(old_pte)) {', 'while (1) smp_mb();\n\tif (is_swap_pte(old_pte)) {');
    editing.getState().change(PATH, endless);
    await wait();
    expect(now().checked).toMatchObject({ kind: 'good' });
    expect(now().note).not.toBeNull();
  });
});

describe('opening what was shared', () => {
  test('edits and all, to the same digest', async () => {
    const { run, now, editing, original, act } = open();
    editing.getState().change(PATH, flagFirst(original));
    await wait();
    for (const thread of [0, 0, 1, 0, 1]) act.step(thread);
    const shared = { ...run.getState().share(), theme: null, view: [] };
    const other = createRunStore('quiet-vm', 'v6.4');
    other.getState().actions.open({ shared, problem: null });
    const { snapshot } = other.getState();
    expect(snapshot).toMatchObject({
      release: 'v12',
      cursor: now().cursor,
      digest: now().digest,
      note: null,
    });
    expect(snapshot.edits).toEqual(now().edits);
  });

  test('edits that do not compile become drafts, to be mended', async () => {
    const { now, editing, original, act } = open();
    const edits = new Map([[PATH, `${original}int`]]);
    act.open({ shared: { release: 'v6.4', edits }, problem: null });
    editing.getState().adopt(edits);
    await wait();
    expect(now()).toMatchObject({ release: 'v6.4', checked: { kind: 'wrong' }, own: false });
    expect(now().edits.size).toBe(0);
    editing.getState().change(PATH, now().drafts.get('v6.4')?.get(PATH)?.slice(0, -3) ?? '');
    await wait();
    expect(now().checked.kind).not.toBe('as released');
  });

  test('says what is not here, what does not compile, what cannot be taken and what differs', () => {
    const run = createRunStore('isolation', 'v12');
    const say = (shared: object) => {
      run.getState().actions.open({ shared, problem: null });
      return run.getState().snapshot.note;
    };
    expect(say({ scenario: 'nowhere', release: 'v99' })).toMatch(/no scenario `nowhere`.*no release `v99`/);
    expect(say({ edits: new Map([[PATH, 'int']]) })).toMatch(
      /does not compile here \(.*so this is v12 as it is/,
    );
    const choices = Array.from({ length: 40 }, () => ({ kind: 'step' as const, thread: 9 }));
    expect(say({ choices })).toBe(
      'Step 1 cannot be taken here: there is no such thread. The run ends before it.',
    );
    expect(say({ choices: [{ kind: 'step', thread: 0 }], step: 1, digest: '0123456789abcdef' })).toMatch(
      /^The state at step 1 is not the one that was shared/,
    );
    expect(say({ choices: [{ kind: 'step', thread: 0 }], step: 5 })).toMatch(/has only 1/);
  });
});
