/** Compiles edited sources beside the page, so that typing never waits, and what takes too long can be stopped. */
import { assemble } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { CompileAnswer, CompileTask } from './compile-messages.ts';

addEventListener('message', ({ data }: MessageEvent<CompileTask>) => {
  const scenario = scenarios.find(({ id }) => id === data.scenario);
  if (scenario === undefined) throw new Error(`there is no scenario ${data.scenario}`);
  const assembled = assemble(scenario, data.release, new Map(data.edited));
  const answer: CompileAnswer = {
    id: data.id,
    diagnostics: 'diagnostics' in assembled ? assembled.diagnostics : [],
  };
  postMessage(answer);
});
