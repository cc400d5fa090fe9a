/** Where a thread stands: its frames, innermost first, with their locals; and what it is about to do. */
import { isDead } from '../core/lang/liveness.ts';
import type { InlineFrame, Program, ThreadCode } from '../core/lang/program.ts';
import { typeText } from '../core/lang/types.ts';
import type { State } from '../core/machine/state.ts';
import { SLOTS } from '../core/step/interpret.ts';
import { statusOf } from '../core/step/status.ts';
import type { System } from '../core/step/system.ts';
import type { ScenarioThread } from '../core/scenarios/scenario.ts';
import { showConstant, showWords } from './show-value.ts';
import type { FrameView, ThreadView } from './run.ts';

export function threadView(system: System, state: State, thread: ScenarioThread, index: number): ThreadView {
  const code = system.program.threads[index];
  const status = statusOf(system, state, index);
  const at = { index, name: thread.name, role: thread.role, status };
  if (code === undefined || status.kind === 'ended') return { ...at, next: '', frames: [] };
  const pc = state.words[code.base] ?? 0;
  return { ...at, next: code.info[pc]?.label ?? '', frames: framesAt(system.program, code, state, pc) };
}

function framesAt(program: Program, code: ThreadCode, state: State, pc: number): FrameView[] {
  const info = code.info[pc];
  const views: FrameView[] = [];
  if (info === undefined) return views;
  let statement = info.statement;
  let span = info.span;
  for (let f = info.frame; f >= 0;) {
    const frame = code.frames[f];
    if (frame === undefined) break;
    views.push({
      function: frame.function,
      file: span.file,
      statement,
      span,
      locals: localsOf(program, code, state, pc, frame),
    });
    statement = frame.callSpan ?? statement;
    span = frame.callSpan ?? span;
    f = frame.parent;
  }
  return views;
}

function localsOf(
  program: Program,
  code: ThreadCode,
  state: State,
  pc: number,
  frame: InlineFrame,
): FrameView['locals'] {
  return frame.locals.map(({ name, type, slot, constant }) => {
    const live = slot < 0 || !isDead(code, pc, slot);
    const value =
      slot < 0
        ? showConstant(program, type, constant ?? 0n)
        : showWords(program, type, state.words, code.base + SLOTS + slot);
    return { name, type: typeText(type), value: live ? value : '', live };
  });
}
