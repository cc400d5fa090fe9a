/*
 * A process has a huge page with tags. Memory is short, and the page is to go to
 * swap; for its tags the kernel needs memory of its own, which may be refused
 * for either of its two pages. Meanwhile a thread of the process uses an object
 * on each of them.
 */
#define FIRST		(USER_BASE + 0x40 * MTE_GRANULE_SIZE)
#define SECOND		(USER_BASE + PAGE_SIZE + 0xc0 * MTE_GRANULE_SIZE)
#define FIRST_TAG	7
#define SECOND_TAG	9

void prologue(void)
{
	struct mm_struct *mm = &mms[0];

	boot();
	do_mmap(mm, 0, USER_BASE, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_PRIVATE, 0);
	hugepage_madvise(mm, USER_BASE);
	user_stg(mm, FIRST, FIRST_TAG);
	user_stg(mm, SECOND, SECOND_TAG);
}

/* Reclaim has chosen the huge page. */
void kswapd_shrinks(int who)
{
	shrink_huge_page(pte_page(ptep_get(&mms[who].pte[0])), USER_BASE);
}

/* Uses both objects by the pointers that have carried their tags all along. */
void thread_uses_both(int who)
{
	struct mm_struct *mm = &mms[who];

	if (user_ldr(mm, tagged_pointer(FIRST, FIRST_TAG)) >= 0)
		user_ldr(mm, tagged_pointer(SECOND, SECOND_TAG));
}
