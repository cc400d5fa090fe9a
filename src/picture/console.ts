/** What a guest has printed: the bytes that its VMM's serial port has sent, at the cursor. */
import type { PictureInput } from './moment.ts';
import { constantOf, integerAt, placeOf } from './read.ts';

export interface ConsoleMark {
  /** As UTF-8; what is none of that shows as U+FFFD. */
  readonly text: string;
  /** Bytes that were sent and are not kept: those behind the first CONSOLE_BYTES. */
  readonly missing: number;
}

/** The console of a VM; empty where nothing has been sent. */
export function consoleOf({ program, state }: Pick<PictureInput, 'program' | 'state'>, vm = 0): ConsoleMark {
  const count = Number(integerAt(state, placeOf(program, 'uarts', vm, 'count')));
  const kept = Math.min(count, Number(constantOf(program, 'CONSOLE_BYTES')));
  const bytes = Uint8Array.from({ length: kept }, (_, i) => {
    const word = integerAt(state, placeOf(program, 'uarts', vm, 'sent', i >> 2));
    return Number((word >> BigInt(8 * (i % 4))) & 0xffn);
  });
  return { text: new TextDecoder().decode(bytes), missing: count - kept };
}
