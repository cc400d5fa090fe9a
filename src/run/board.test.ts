import { describe, expect, test } from 'vitest';
import { assembledImage } from '../core/arm/board/image.ts';
import { PLAIN_BOARD } from '../core/arm/board/board.ts';
import { IMAGE_BASE } from '../core/arm/board/virt.ts';
import { BoardSession } from '../worker/board-session.ts';
import type { FromWorker, ToWorker } from '../worker/channel.ts';
import { createBoard } from './board.ts';
import type { OpenedImage } from './open-image.ts';

/** A worker without a thread: what it is told is done at once, by the session that the worker has. */
class AtOnce {
  onmessage: ((event: { data: FromWorker<'board'> }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  terminated = false;
  private readonly session = new BoardSession(
    (progress) => {
      if (!this.terminated)
        this.onmessage?.({ data: structuredClone({ kind: 'progress', id: this.id, progress }) });
    },
    () => 0,
  );
  private id = 0;
  postMessage(sent: ToWorker<'board'>): void {
    const message = structuredClone(sent);
    if (message.kind === 'start') {
      this.id = message.id;
      this.session.load(message.input);
    } else if (message.kind === 'tell') this.session.hear(message.word);
    for (let i = 0; i < 10 && this.session.isRunning; i++) this.session.advance(1000);
  }
  terminate(): void {
    this.terminated = true;
  }
}

function opened(source: string, options = PLAIN_BOARD) {
  const image = assembledImage(source, IMAGE_BASE);
  if ('complaints' in image) throw new Error(image.complaints[0]?.message);
  const file: OpenedImage = { name: 'program.s', kind: 'assembly', bytes: source.length, image, options };
  const workers: AtOnce[] = [];
  const store = createBoard(file, () => {
    const worker = new AtOnce();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { now: () => store.getState(), workers };
}

const LOOP = 'mov x1, #0\n 1: add x1, x1, #1\n b 1b';

describe('the board of an image', () => {
  test('stands at its start as soon as it is opened', () => {
    const { now } = opened('wfi');
    expect(now().view?.status).toEqual({ kind: 'stopped', why: 'start' });
    now().go({ kind: 'on' });
    expect(now().progress?.status).toEqual({ kind: 'halted', halt: 'wfi' });
  });

  test('shows how far it has come while it runs, beside the view from before', () => {
    const { now } = opened(LOOP);
    now().go({ kind: 'on' });
    expect(now().progress?.status).toEqual({ kind: 'running', again: false });
    expect(now().view?.status.kind).toBe('stopped');
    now().stop();
    expect(now().view?.instructions).toBe(10_001);
  });

  test('keeps its breakpoints over a reset, and what it was given', () => {
    const { now, workers } = opened(LOOP);
    now().toggleBreakpoint(BigInt(IMAGE_BASE + 8));
    now().reset({ ramMib: 2, cpus: 2, bootargs: 'x' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(now().options).toEqual({ ramMib: 2, cpus: 2, bootargs: 'x' });
    now().go({ kind: 'on' });
    expect(now().view?.status).toEqual({ kind: 'stopped', why: 'breakpoint' });
    expect(now().view?.mark.cpus).toHaveLength(2);
    now().toggleBreakpoint(BigInt(IMAGE_BASE + 8));
    expect(now().breakpoints.size).toBe(0);
  });

  test('looks elsewhere while it stands', () => {
    const { now } = opened('wfi');
    now().lookAt({ memory: BigInt(IMAGE_BASE) });
    expect(now().view?.mark.memory[0]?.address).toBe(BigInt(IMAGE_BASE));
    expect(now().view?.look.cpu).toBe(0);
  });

  test('is looked at in the same place after a reset, at a processor that there is', () => {
    const { now } = opened('wfi', { ...PLAIN_BOARD, cpus: 2 });
    now().lookAt({ cpu: 1, memory: 0x40001000n });
    now().reset({ ...PLAIN_BOARD, cpus: 1 });
    expect(now().view?.look).toMatchObject({ cpu: 0, memory: 0x40001000n });
    now().lookAt({ cpu: 7 });
    expect(now().view?.look.cpu).toBe(0);
  });

  test('that does not start says why, and starts with other options', () => {
    const { now } = opened('.skip 0x100000\n wfi', { ...PLAIN_BOARD, ramMib: 1 });
    expect(now().problem).toMatch(/^The board does not start: the image goes to .* and RAM is .*\.$/);
    expect(now().view).toBeNull();
    now().reset({ ...PLAIN_BOARD, ramMib: 4 });
    expect(now().problem).toBeNull();
    expect(now().view?.status).toEqual({ kind: 'stopped', why: 'start' });
  });

  test('says so when its worker dies, and is reset into another', () => {
    const { now, workers } = opened('wfi');
    workers[0]?.onerror?.({ message: 'out of memory' });
    expect(now().problem).toMatch(/^The board is gone: its worker died \(out of memory\)\./);
    expect(now().view).toBeNull();
    now().go({ kind: 'on' });
    now().reset(now().options);
    now().go({ kind: 'on' });
    expect(now().progress?.status.kind).toBe('halted');
  });

  test('is closed with its worker', () => {
    const { now, workers } = opened(LOOP);
    now().close();
    expect(workers[0]?.terminated).toBe(true);
  });
});
