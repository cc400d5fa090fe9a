/**
 * What the compiler knows of primitives. Those on memory words and scheduling are built into the language; those of the modelled
 * hardware (tags, page-table walks) are a table handed in, with their types as model C text.
 */
import type { AccessKind } from './program.ts';

/** A hardware primitive as the compiler sees it. Its meaning is given to the stepper under the same name. */
export interface PrimitiveSignature {
  readonly name: string;
  /** Types in model C: `tags_t *`, `u32`, `pte_t *`. */
  readonly parameters: readonly string[];
  readonly result: string;
  /** Ghost helpers are no step and stand in ghost code only. */
  readonly ghost: boolean;
  readonly access: AccessKind;
}

export const BIT_OPERATIONS = {
  test_bit: { op: 'test', order: 'relaxed' },
  test_bit_acquire: { op: 'test', order: 'acquire' },
  set_bit: { op: 'set', order: 'relaxed' },
  clear_bit: { op: 'clear', order: 'relaxed' },
  clear_bit_unlock: { op: 'clear', order: 'release' },
  test_and_set_bit: { op: 'test_and_set', order: 'full' },
  test_and_set_bit_lock: { op: 'test_and_set', order: 'acquire' },
  test_and_clear_bit: { op: 'test_and_clear', order: 'full' },
} as const;
export type BitOperation = (typeof BIT_OPERATIONS)[keyof typeof BIT_OPERATIONS]['op'];
/** Memory order of an access, kept for the day the model is weaker than sequential consistency. */
export type Order = 'plain' | 'relaxed' | 'acquire' | 'release' | 'full';

export const BARRIERS = ['smp_wmb', 'smp_rmb', 'smp_mb', 'isb'] as const;

/** Names that are part of the language and cannot be defined again. */
export const BUILT_IN: ReadonlySet<string> = new Set([
  ...Object.keys(BIT_OPERATIONS),
  ...BARRIERS,
  'READ_ONCE',
  'WRITE_ONCE',
  'smp_load_acquire',
  'smp_store_release',
  'cmpxchg',
  'xchg',
  'fetch_add',
  'wait_until',
  'choose',
  'current_thread',
  'BUG_ON',
]);
