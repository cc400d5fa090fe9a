/* One a page frame. The flags are enum pageflags. */
struct page {
	unsigned long flags;
	/* PG_locked, with the name of who holds it: current_thread() + 1, or 0. */
	u32 lock_owner;
	/*
	 * PTEs that map an anonymous page, less one, as in Linux. (A page that
	 * alloc_page() hands out counts as mapped by the one who asked for it.)
	 */
	s32 _mapcount;
};

/* Mapped memory of a process; vm_end 0: an unused entry of mm->mmap. */
struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	vm_flags_t vm_flags;
	/* The tmpfs inode behind it, 1 + index into inodes[]; 0: anonymous memory. */
	u32 vm_file;
	unsigned long vm_pgoff;
};

/* An address space. One level of page table is enough for NR_PTES pages. */
struct mm_struct {
	pte_t pte[NR_PTES];
	spinlock_t page_table_lock;
	struct rw_semaphore mmap_lock;
	struct vm_area_struct mmap[NR_VMAS];
	/*
	 * Who traces the process: 1 + its index into mms[], or 0. (In Linux a task
	 * has this; a process of the model is known by its memory.)
	 */
	u32 tracer;
	/* prctl(PR_SET_DUMPABLE, 0), or a program that runs with the rights of its owner: closed to debuggers. */
	bool undumpable;
};

/* Saved tags, by swap entry: xarray mte_pages of mteswap.c points into mte_saved_tags. */
struct xa_slot {
	u64 entry;
	bool present;
};
struct xa_slot mte_pages[NR_SAVED];
tags_t mte_saved_tags[NR_SAVED];
