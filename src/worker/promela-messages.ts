/** What the worker that exports a model for Spin says to the page, which sends it the name of a machine. */
export type ExportMessage =
  /** States looked at so far: what the search never changes is a constant of the model. */
  | { readonly kind: 'states'; readonly states: number }
  | { readonly kind: 'model'; readonly text: string }
  /** Why there is none, as the rest of a sentence. */
  | { readonly kind: 'refused'; readonly why: string };
