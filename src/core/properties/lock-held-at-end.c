/* Where a page is still locked. */
ghost static u64 page_lock_held(void)
{
	u32 i;

	for (i = 0; i < NR_FRAMES; i++)
		if (mem_map[i].lock_owner)
			return place(i, 0);
	return 0;
}

/* When all threads have ended, no lock is held. */
ghost u64 lock_held_at_end(void)
{
	u64 held = page_lock_held();
	u32 i;

	if (!held)
		held = other_lock_held();
	for (i = 0; i < NR_MMS; i++)
		if (mms[i].page_table_lock.owner || mms[i].mmap_lock.count)
			held = held ? held : 1;
	for (i = 0; i < NR_KVMS; i++)
		if (kvms[i].mmu_lock.owner || kvms[i].slots_lock.owner || kvms[i].lock.owner)
			held = held ? held : 1;
	return held;
}
