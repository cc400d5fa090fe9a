/*
 * Two processes share a page of tmpfs memory, so far without tags. Process A
 * has put it out of reach (PROT_NONE) for the time being. Now both ask for tags,
 * while the page moves to another frame. At the end of the migration the new
 * frame is put into one page table after the other, with the page locked;
 * mprotect() does not take that lock.
 *
 * A page that A cannot read shows no tags to A, so putting it back there
 * initialises nothing, and A's mprotect() does.
 *
 * Two threads run process_mprotects().
 */
void prologue(void)
{
	boot();
	share_page(&mms[0], 1);
	share_page(&mms[1], 1);
	do_mprotect(&mms[0], USER_BASE, PAGE_SIZE, PROT_NONE);
}

/* The only page of the file moves, say because memory is being compacted. */
void kcompactd_moves(int ino)
{
	unmap_and_move(pfn_to_page(inodes[ino - 1].i_pages[0]), USER_BASE, &inodes[ino - 1], 0);
}
