/** Compiles edited sources beside the page, so that typing never waits, and what takes too long can be stopped. */
import type { CompileTask } from './compile-messages.ts';
import { whileTyping } from './while-typing.ts';

const take = whileTyping((answer) => {
  postMessage(answer);
});

addEventListener('message', ({ data }: MessageEvent<CompileTask>) => {
  take(data);
});
