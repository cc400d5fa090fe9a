import type { Span } from '../../core/lang/program.ts';

/** A place in the source that another panel wants shown in a thread's card. */
export interface PointedAt {
  readonly thread: number;
  readonly function: string;
  readonly span: Span;
}
