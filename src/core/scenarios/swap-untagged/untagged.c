/*
 * A page that never had tags was swapped out. One thread of the process reads
 * it back, another asks for tags. The order decides, not a moment: on a kernel
 * that marks the page when it comes back, asking for tags later finds them
 * valid that nobody has cleared.
 */
void prologue(void)
{
	struct mm_struct *mm = &mms[0];

	boot();
	do_mmap(mm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(mm, USER_BASE, 0);
	shrink_page(pte_page(ptep_get(&mm->pte[0])), USER_BASE);
}

/* Another thread of the process reads a byte. */
void thread_reads(int who)
{
	user_ldr(&mms[who], USER_BASE);
}
