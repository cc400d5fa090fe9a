/** Until where a thread runs. Every one also stops when the thread blocks, ends, or a property breaks. */
export type Until =
  | { readonly kind: 'over' } /* the statement's calls included */
  | { readonly kind: 'line'; readonly file: number; readonly line: number }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'returns' }
  | { readonly kind: 'breaks' }
  /** A guest's own code: behind its next instruction, or before one at these addresses. */
  | { readonly kind: 'instruction'; readonly before: readonly bigint[] | null }
  /** The same, and where that calls (BL, BLR, SVC, HVC), when it has come back; before one at these addresses in any case. */
  | { readonly kind: 'over call'; readonly before: readonly bigint[] };
