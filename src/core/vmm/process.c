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
