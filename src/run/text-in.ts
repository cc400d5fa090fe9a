/** Whether a file is a text, and one to be assembled. */
import { isElf } from '../core/arm/board/is-elf.ts';

/** Names of texts that are assembled first. */
const ASSEMBLY = /\.[sS]$/;
/** What no text has. */
const NOT_TEXT = /(?![\t\n\v\f\r\x7f-\x9f])\p{Cc}/u;

/** The text that a file is, or null: its bytes are something else. */
export function textIn(file: Uint8Array): string | null {
  if (isElf(file)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    return NOT_TEXT.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Whether a file is to be assembled, by its name. */
export function isAssembly(name: string): boolean {
  return ASSEMBLY.test(name);
}
