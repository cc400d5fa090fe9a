/** Where a command reads and writes: the process's own, or a test's. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The text of a file, or null if there is no such file. */
  readonly read: (path: string) => string | null;
  /** The same as bytes. */
  readonly bytes: (path: string) => Uint8Array | null;
  /** Files of model C in a folder and those below it, each as a path from there; null if there is no such folder. */
  readonly folder: (path: string) => readonly string[] | null;
}

/** How a command ends; scripts tell these apart. */
export const Exit = { holds: 0, broken: 1, badInput: 2, bounded: 3 } as const;

/** What was asked for makes no sense; the message says why, and the command ends with `Exit.badInput`. */
export class BadInput extends Error {}
