import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Compiler as ModelCompiler } from '../core/lang/compile.ts';
import type { ToWorker } from '../worker/channel.ts';
import { compileJob } from '../worker/compile-job.ts';
import { WorkerHere } from '../worker/workers.test-data.ts';
import { createEditing } from './editing.ts';
import { createRunStore } from './store.ts';

const PATH = 'arch/arm64/kernel/mte.c';

/** The worker's work without a worker; an answer takes `takes` ms; `deaf` never answers. */
class Compiler extends WorkerHere<'compile'> {
  static deaf = false;
  static takes = 1;
  static asked = 0;

  constructor() {
    super(
      () => Promise.resolve(compileJob()),
      (send) => setTimeout(send, Compiler.takes),
    );
  }

  override postMessage(message: ToWorker): void {
    if (message.kind === 'start') Compiler.asked++;
    if (!Compiler.deaf) super.postMessage(message);
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
  Compiler.takes = 1;
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

  test('what compiles and yet has no start is not put into force, and said so', async () => {
    const { now, editing, run } = open();
    const path = 'include/tagscope/boot.c';
    const text = run.getState().textsOf('v12').get(path) ?? '';
    editing.getState().change(path, text.replace('cpu_enable_mte();', 'BUG_ON(1);'));
    await wait();
    expect(now().checked).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/its prologue stops in a fault.*stays in force/) as string,
    });
    expect(now().edits.size).toBe(0);
  });

  test('is compiled by the worker, and not by the page again', async () => {
    const { now, editing, original } = open();
    const compile = vi.spyOn(ModelCompiler.prototype, 'compile');
    editing.getState().change(PATH, flagFirst(original));
    await wait();
    expect(compile).toHaveBeenCalledTimes(1);
    const [made] = compile.mock.results;
    expect(made?.value).toEqual({ program: now().program });
    compile.mockRestore();
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
    await vi.advanceTimersByTimeAsync(25_000);
    expect(now().checked).toMatchObject({ kind: 'failed' });
    Compiler.deaf = false;
    editing.getState().change(PATH, `${flagFirst(original)}\n`);
    await wait();
    expect(now().checked).toMatchObject({ kind: 'good' });
  });

  test('a compiler that needs its time on a busy machine is waited for', async () => {
    const { now, editing, original } = open();
    Compiler.takes = 15_000;
    editing.getState().change(PATH, flagFirst(original));
    await vi.advanceTimersByTimeAsync(16_000);
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

describe('the verdict behind the keys', () => {
  /** Until the search has come to an end. */
  const searched = () => vi.advanceTimersByTimeAsync(2_000);

  test('says what an edit breaks, and by which run', async () => {
    const { now, editing, original, act } = open();
    expect(now().found).toBeNull();
    editing.getState().change(PATH, flagFirst(original));
    await searched();
    const { found } = now();
    expect(found).toMatchObject({ bounded: false });
    const [first] = found?.broken ?? [];
    expect(first).toBeDefined();
    act.enter('v12', first?.shortest ?? []);
    const failed = now().properties.filter(({ brokenAt }) => brokenAt !== null);
    expect(failed.map(({ property }) => property.id)).toContain(first?.property);
    expect(now().cursor).toBe(first?.shortest.length);
  });

  test("says that it holds once it is mended, with a text of its own or the release's", async () => {
    const { now, editing, original } = open();
    for (const mended of [`${original}\n`, original]) {
      editing.getState().change(PATH, flagFirst(original));
      await searched();
      expect(now().found?.broken.length).toBeGreaterThan(0);
      editing.getState().change(PATH, mended);
      await searched();
      expect(now().found).toMatchObject({ bounded: false, broken: [] });
    }
  });

  test('is not known of what does not compile', async () => {
    const { now, editing, original } = open();
    editing.getState().change(PATH, flagFirst(original));
    await searched();
    editing.getState().change(PATH, `${original}int`);
    await searched();
    expect(now().found).toBeNull();
  });

  test('is only of the text that was typed last', async () => {
    const { now, editing, original } = open();
    editing.getState().change(PATH, flagFirst(original));
    await vi.advanceTimersByTimeAsync(60);
    editing.getState().change(PATH, `${original}\n`);
    await searched();
    expect(now().found?.broken).toEqual([]);
  });

  test('of what is large says that it is bounded', async () => {
    const { now, editing, act } = open();
    act.chooseScenario('migration');
    act.chooseRelease('v12');
    const { textsOf } = open().run.getState();
    editing.getState().change(PATH, `${textsOf('v12').get(PATH) ?? ''}\n`);
    await searched();
    expect(now().found).toMatchObject({ bounded: true, states: 30_001 });
  });
});

describe('the release as it is, though it is edited', () => {
  const plain = { shared: { release: 'v12', edits: new Map<string, string>() }, problem: null };

  async function edited() {
    const all = open();
    all.editing.getState().change(PATH, flagFirst(all.original));
    await wait();
    all.act.open(plain);
    await wait();
    return all;
  }

  test('is looked at without the edits being lost', async () => {
    const { now, run, act } = await edited();
    expect(now()).toMatchObject({ aside: true, checked: { kind: 'aside' } });
    expect(now().note).toBe('Your edits of v12 are kept aside.');
    expect(now().edits.size).toBe(0);
    expect(now().drafts.get('v12')?.size).toBe(1);
    expect(run.getState().edited.get('v12')?.size).toBe(1);
    act.step(0);
    act.restart();
    expect(now()).toMatchObject({ aside: true, edits: new Map() });
  });

  test('is edited again where it was left', async () => {
    const { now, editing, original } = await edited();
    editing.getState().putInForce();
    await wait();
    expect(now()).toMatchObject({ aside: false, checked: { kind: 'good' } });
    expect(now().edits.get(PATH)).toBe(flagFirst(original));
  });

  test('is back with the edits once another was looked at', async () => {
    const { now, act } = await edited();
    act.chooseRelease('v11');
    act.chooseRelease('v12');
    expect(now()).toMatchObject({ aside: false });
    expect(now().edits.size).toBe(1);
  });

  test('has nothing left to keep aside once the edits are taken back', async () => {
    const { now, run, editing } = await edited();
    editing.getState().reset();
    await wait();
    expect(now()).toMatchObject({ aside: false, checked: { kind: 'as released' } });
    expect(run.getState().edited.get('v12')?.size).toBe(0);
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
      /The edited source of v12 does not compile \(.*so this is v12 as it is/,
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
