/**
 * Calls that were inlined before, in this program or in the one before it. What a call becomes depends on its function and all that one
 * calls, on which arguments are constants, and on which of the others lie in one slot; so an equal call is copied, its slots, jumps and
 * frames moved to where it stands now.
 */
import { NO_SLOT } from './code.ts';
import { Emitter, type Extent } from './emit.ts';
import type { Span } from './program.ts';
import type { Value } from './scope.ts';

/** Calls shorter than this, in instructions, are sooner lowered again than found. */
const LEAST = 12;

/** A call, and what it became in the code of some thread. */
export interface InlinedCall {
  readonly key: string;
  readonly emitter: Emitter;
  readonly extent: Extent;
  /** The slots of its arguments, each once. All others that it uses were free. */
  readonly args: readonly number[];
  /** Of the caller: its first instructions bear these, until it has come to a place of its own. */
  readonly span: Span;
  readonly statement: Span;
  readonly results: readonly Value[];
  readonly resultSlot: number;
}

/** What calls became in one program. */
export interface Inlined {
  /** A thread's or a routine's code, in the order in which they were lowered. */
  readonly emitters: readonly Emitter[];
  readonly known: ReadonlyMap<string, InlinedCall>;
}

export class InlinedCalls implements Inlined {
  readonly emitters: Emitter[] = [];
  readonly known = new Map<string, InlinedCall>();
  private readonly before: Inlined | null;
  private readonly unchanged: (name: string) => boolean;

  /** `unchanged`: whether a function, and all that it calls, is what it was when `before` was made. */
  constructor(before: Inlined | null, unchanged: (name: string) => boolean) {
    this.before = before;
    this.unchanged = unchanged;
  }

  /** An emitter for the next thread or routine, with room for as much as it had before. */
  start(): Emitter {
    const emitter = new Emitter(this.before?.emitters[this.emitters.length]?.length);
    this.emitters.push(emitter);
    return emitter;
  }

  /** A call of the function that would become the same, if it fits there: best the one that stood at this very place. */
  find(to: Emitter, name: string, key: string): InlinedCall | undefined {
    const { before } = this;
    let call: InlinedCall | undefined;
    if (before !== null && this.unchanged(name)) {
      call = before.emitters[this.emitters.length - 1]?.calls[to.frames.length];
      if (call?.key !== key) call = before.known.get(key);
    }
    call ??= this.known.get(key);
    return call !== undefined && to.fits(call.extent) ? call : undefined;
  }

  /** Remembers a call, if it is worth it. */
  add(call: InlinedCall): void {
    const { emitter, extent, key } = call;
    if (emitter.tooLong || extent.to - extent.from < LEAST) return;
    emitter.calls[extent.frames] = call;
    this.known.set(key, call);
  }

  /** Puts an equal call where `to` stands, with its arguments in `slots`, and gives its result. */
  copy(to: Emitter, call: InlinedCall, slots: readonly number[], callSpan: Span | null): readonly Value[] {
    const { emitter: from, extent } = call;
    const up = to.top - extent.top;
    const still = up === 0 && call.args.every((slot, i) => slot === slots[i]);
    const slotNow = (slot: number): number => {
      if (still || slot === NO_SLOT) return slot;
      if (slot >= extent.top) return slot + up;
      const argument = slots[call.args.indexOf(slot)];
      if (argument === undefined) throw new Error(`${call.key} uses slot ${slot}, which is not its own`);
      return argument;
    };
    const valueNow = (value: Value): Value =>
      still || value.kind === 'const' ? value : { kind: 'slot', slot: slotNow(value.slot) };
    const { span, statement, frame: parent } = to;
    const spanNow = (old: Span): Span => (old === call.span ? span : old);
    const statementNow = (old: Span): Span => (old === call.statement ? statement : old);
    const further = to.length - extent.from;
    const frames = to.frames.length - extent.frames;
    to.copy(from, extent, still ? null : slotNow, (old) =>
      frames === 0 && !old.waits && old.span !== call.span && old.statement !== call.statement
        ? old
        : {
            span: spanNow(old.span), statement: statementNow(old.statement), frame: old.frame + frames, access: old.access, visible: old.visible, waits: false, ghost: old.ghost, order: old.order, touches: old.touches, label: old.label,
          }); // prettier-ignore
    for (let at = extent.frames; at < extent.framesTo; at++) {
      const frame = from.frames[at];
      const inner = from.calls[at];
      if (frame === undefined) continue;
      const outermost = at === extent.frames;
      if (frames === 0 && still && !outermost) to.frames.push(frame);
      else
        to.frames.push({
          function: frame.function,
          parent: outermost ? parent : frame.parent + frames,
          callSpan: outermost ? callSpan : frame.callSpan,
          locals: frame.locals.map((l) => (l.slot === NO_SLOT ? l : { ...l, slot: slotNow(l.slot) })),
          returnType: frame.returnType,
          // A thread's own result is moved elsewhere once the thread is lowered.
          resultSlot: slotNow(outermost ? call.resultSlot : frame.resultSlot),
        });
      if (inner !== undefined)
        this.add({
          key: inner.key,
          emitter: to,
          extent: movedExtent(inner.extent, further, frames, up),
          args: still ? inner.args : inner.args.map(slotNow),
          span: spanNow(inner.span),
          statement: statementNow(inner.statement),
          results: still ? inner.results : inner.results.map(valueNow),
          resultSlot: slotNow(inner.resultSlot),
        });
    }
    return call.results.map(valueNow);
  }
}

function movedExtent(e: Extent, further: number, frames: number, up: number): Extent {
  if (further === 0 && frames === 0 && up === 0) return e;
  return {
    from: e.from + further,
    to: e.to + further,
    frames: e.frames + frames,
    framesTo: e.framesTo + frames,
    top: e.top + up,
    topAfter: e.topAfter + up,
    most: e.most + up,
    depth: e.depth,
    lastLabel: e.lastLabel + further,
  };
}

/** All that decides what a call becomes, beside the functions; and the slots of its arguments, each once. */
export function keyOf(
  emitter: Emitter,
  thread: number,
  name: string,
  args: readonly (readonly Value[])[],
): { key: string; slots: number[] } {
  const slots: number[] = [];
  let key = `${name} ${thread}${emitter.ghost ? ' ghost' : ''}${emitter.reachable ? '' : ' unreachable'}`;
  for (const values of args) {
    for (const value of values) {
      if (value.kind === 'const') key += ` ${value.value.toString(32)}`;
      else {
        const known = slots.indexOf(value.slot);
        key += ` slot${known < 0 ? slots.push(value.slot) - 1 : known}`;
      }
    }
  }
  return { key, slots };
}
