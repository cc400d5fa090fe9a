/** The kernel releases that are modelled: each a folder beside this file that holds what it changes against its base. */
export interface Release {
  readonly id: string;
  /** Short, for a switch. */
  readonly title: string;
  /** The release it starts from, which stands before it in the list, or null. */
  readonly base: string | null;
  /** What this release is, in one or two sentences. */
  readonly note: string;
  /** Whether Linus Torvalds' tree ever had it. */
  readonly merged: boolean;
  /** What it has that its base has not, or has otherwise. */
  readonly features: Partial<Features>;
  /**
   * The tables in which what is not said of this release is as on its base. Whoever adds a release names a table here once they have seen
   * that it is so; `release-coverage.test.ts` reports what is neither inherited nor written.
   */
  readonly inherits: readonly Table[];
}

/** The tables that are keyed by release, a row a scenario or a race. */
export const TABLES = [
  'findings',
  'recorded runs',
  'known answers',
  'answers in turn',
  'race answers',
] as const;
export type Table = (typeof TABLES)[number];

/** What tests and tables ask of a release by name. */
export interface Features {
  /** KVM_CAP_ARM_MTE, the number under which KVM offers MTE to guests; null: it does not. */
  readonly mteCapability: number | null;
  /** What KVM_ARM_MTE_COPY_TAGS answers once all is copied: 0, or the bytes of guest memory; null: there is no such ioctl. */
  readonly copyTags: 'zero' | 'bytes' | null;
  /** KVM_ARM_MTE_COPY_TAGS into a VM with a logged slot is -EBUSY. */
  readonly copyTagsRefusesLogged: boolean;
  /** What KVM refuses a VM with MTE: memory that is mapped shared, or what does not allow tags (VM_MTE_ALLOWED). */
  readonly refusedMemory: 'shared' | 'not allowed' | null;
  /** The lock under which the tags of a page are made valid. */
  readonly tagLock: 'tag_sync_lock' | 'PG_mte_lock' | null;
  /** Hugetlb memory may have tags. */
  readonly hugetlbTags: boolean;
}

/** What no row speaks of. */
export const NO_FEATURES: Features = {
  mteCapability: null,
  copyTags: null,
  copyTagsRefusesLogged: false,
  refusedMemory: null,
  tagLock: null,
  hugetlbTags: false,
};

export const releases: readonly [Release, ...Release[]] = [
  {
    id: 'v5.10',
    title: 'v5.10',
    base: null,
    note: 'December 2020, as merged: tags for user space. PG_mte_tagged is set before the tags are initialised. KVM offers no MTE to guests.',
    merged: true,
    features: {},
    inherits: [],
  },
  {
    id: 'v4',
    title: 'v4 (proposal)',
    base: 'v5.10',
    note: 'The KVM series as posted on 26 October 2020, never merged in this form. The stage-2 fault sets PG_mte_tagged and clears the tags; nothing brings tags back from swap behind an untagged PTE, and there is no ioctl to copy them.',
    merged: false,
    features: { mteCapability: 191 },
    inherits: TABLES,
  },
  {
    id: 'v11',
    title: 'v11 (proposal)',
    base: 'v5.10',
    note: 'The KVM series as posted on 16 April 2021, never merged in this form. No lock: restored tags are announced after the work, so they can be restored twice; cleared tags before it.',
    merged: false,
    features: { mteCapability: 195, copyTags: 'zero' },
    inherits: TABLES,
  },
  {
    id: 'v12',
    title: 'v12 (proposal)',
    base: 'v11',
    note: 'The KVM series as posted on 17 May 2021, never merged in this form. One global spinlock, tag_sync_lock, orders set_pte_at against set_pte_at; KVM does not take it.',
    merged: false,
    features: { mteCapability: 199, tagLock: 'tag_sync_lock' },
    inherits: TABLES,
  },
  {
    id: 'v5.14',
    title: 'v5.14',
    base: 'v5.10',
    note: 'August 2021, as merged: MTE for guests. No lock either: PG_mte_tagged is set first, and KVM refuses memory that is shared between processes.',
    merged: true,
    features: { mteCapability: 205, copyTags: 'bytes', refusedMemory: 'shared' },
    inherits: TABLES,
  },
  {
    id: 'v6.1',
    title: 'v6.1',
    base: 'v5.14',
    note: 'December 2022, as merged: only who restores or clears the tags sets PG_mte_tagged, but still before the work.',
    merged: true,
    features: {},
    inherits: TABLES,
  },
  {
    id: 'v6.2-flag',
    title: 'v6.2, half-way',
    base: 'v6.1',
    note: 'The commit e059853d14ca on the way to v6.2: PG_mte_tagged is set after the work, and nothing keeps two CPUs from both doing it. 6.1 long-term kernels took it in 6.1.17, without the lock that followed.',
    merged: true,
    features: {},
    inherits: TABLES,
  },
  {
    id: 'v6.2',
    title: 'v6.2',
    base: 'v6.2-flag',
    note: 'February 2023, as merged: PG_mte_lock and PG_mte_tagged make a lock of two flags for each page, and guests may share memory. PG_mte_tagged is also set where nothing was initialised.',
    merged: true,
    features: { tagLock: 'PG_mte_lock', refusedMemory: 'not allowed' },
    inherits: TABLES,
  },
  {
    id: 'v6.4',
    title: 'v6.4',
    base: 'v6.2',
    note: 'June 2023, as merged: the lock of two flags, with the fix that only a page whose tags were initialised is marked.',
    merged: true,
    features: {},
    inherits: TABLES,
  },
  {
    id: 'v6.6',
    title: 'v6.6',
    base: 'v6.4',
    note: 'October 2023, as merged: saved tags come back when the page is read from swap, under its lock; set_pte_at no longer looks for them.',
    merged: true,
    features: {},
    inherits: TABLES,
  },
  {
    id: 'v6.13',
    title: 'v6.13',
    base: 'v6.6',
    note: 'January 2025, as merged: KVM copies no tags into a VM whose memory is being logged for migration, and a page that was copied on write is no longer mapped for the guest at once. Hugetlb memory may have tags: one flag on its first page speaks for all of them.',
    merged: true,
    features: { copyTagsRefusesLogged: true, hugetlbTags: true },
    inherits: TABLES,
  },
];

/** Where the page and the terminal start. */
export const [oldest] = releases;
export const newest: Release = releases.at(-1) ?? oldest;
