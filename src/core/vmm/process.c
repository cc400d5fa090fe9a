/*
 * A process that finds memory mapped without tags, asks for them, and uses
 * a granule of its own.
 */
void process_mprotects(int who)
{
	struct mm_struct *mm = &mms[who];

	if (do_mprotect(mm, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE))
		return;
	use_granule(mm, USER_BASE, granule_of(who), 5 + who);
}

/* Maps one page of tmpfs file `ino`, shared and without tags, and touches it. */
void share_page(struct mm_struct *mm, u32 ino)
{
	do_mmap(mm, ino, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);
	user_str(mm, USER_BASE, 0);
}

/* Instructions have been stored in a page that this process maps; what fetches still have of it is older. */
void process_wrote_code(struct mm_struct *mm, u64 addr)
{
	u64 frame = pte_pfn(*pte_offset_map(mm, addr)) - PFN_BASE;
	u32 i;

	for (i = 0; i < ICACHE_LINES; i++)
		frame_text[frame].line[i] = 1 + i;
}

/*
 * A process that makes a page executable and tagged at once. It runs what stands
 * in the page, and uses a granule of it.
 */
void process_runs_code(int who)
{
	struct mm_struct *mm = &mms[who];
	u32 i;

	if (do_mprotect(mm, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_EXEC | PROT_MTE))
		return;
	for (i = 0; i < ICACHE_LINES; i++)
		user_fetch(mm, USER_BASE, i);
	use_granule(mm, USER_BASE, granule_of(who), 5 + who);
}
