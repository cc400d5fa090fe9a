/*
 * Two processes share a page of tmpfs memory, so far without tags, and both
 * ask for tags at once. All locks of Linux are here: each process holds its
 * own mmap_lock and its own page table lock, and mprotect() does not lock the
 * page. Two threads of one process could not do this, for its mmap_lock.
 *
 * The threads run process_mprotects().
 */
void prologue(void)
{
	boot();
	share_page(&mms[0], 1);
	share_page(&mms[1], 1);
}
