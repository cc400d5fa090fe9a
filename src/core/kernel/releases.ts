/** The kernel releases that are modelled: each a folder beside this file that holds what it changes against its base. */
export interface Release {
  readonly id: string;
  /** Short, for a switch. */
  readonly title: string;
  /** The release it starts from, or null. */
  readonly base: string | null;
  /** What this release is, in one or two sentences. */
  readonly note: string;
  /** Whether Linus Torvalds' tree ever had it. */
  readonly merged: boolean;
}

export const releases: readonly Release[] = [
  {
    id: 'v5.10',
    title: 'v5.10',
    base: null,
    note: 'December 2020, as merged: tags for user space. PG_mte_tagged is set before the tags are initialised. KVM offers no MTE to guests.',
    merged: true,
  },
  {
    id: 'v11',
    title: 'v11 (proposal)',
    base: 'v5.10',
    note: 'The KVM series as posted on 16 April 2021, never merged in this form. No lock: restored tags are announced after the work, so they can be restored twice; cleared tags before it.',
    merged: false,
  },
  {
    id: 'v12',
    title: 'v12 (proposal)',
    base: 'v11',
    note: 'The KVM series as posted on 17 May 2021, never merged in this form. One global spinlock, tag_sync_lock, orders set_pte_at against set_pte_at; KVM does not take it.',
    merged: false,
  },
  {
    id: 'v6.4',
    title: 'v6.4',
    base: 'v5.10',
    note: 'June 2023, as merged: PG_mte_lock and PG_mte_tagged make a lock of two flags for each page, with the fix that only a page whose tags were initialised is marked.',
    merged: true,
  },
];
