/** What a step touches, as data. */

/** One access to shared memory. */
export type Access =
  | {
      readonly kind: 'read' | 'write';
      readonly store: 'words';
      readonly address: number;
      readonly width: 1 | 2;
      /** Of an atomic operation on one bit: which. It says nothing of the others. */
      readonly bit?: number;
    }
  | {
      readonly kind: 'read' | 'write';
      /** A page object: tags (from, to are granules) or data (from, to are bytes); `to` is exclusive. */
      readonly store: 'page';
      readonly page: number;
      readonly from: number;
      readonly to: number;
      /** Why tags were written: initialisation by the kernel, or a store by its owner. */
      readonly by: 'kernel' | 'owner';
    };
