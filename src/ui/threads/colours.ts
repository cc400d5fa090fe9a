import type { CSSProperties } from 'react';

/** A thread's colours, as --thread and --thread-ground for what stands inside. A name always stands beside the colour. */
export function threadColours(thread: number): CSSProperties {
  const number = thread % 5;
  const colours: Record<`--${string}`, string> = {
    '--thread': `var(--thread-${number})`,
    '--thread-ground': `var(--thread-${number}-ground)`,
  };
  return colours;
}
