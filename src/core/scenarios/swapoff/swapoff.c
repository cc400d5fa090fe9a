/*
 * A process forks, then the child asks for tags; so the child has the page with
 * tags and the parent, which still has the same page, without. The page goes to
 * swap, its tags put aside. Now the swap file is to go: its pages are read back,
 * process by process. Meanwhile the parent asks for tags.
 *
 * swapoff() holds the page lock where it sets a PTE; mprotect() does not take it.
 *
 * CPU 1 runs process_mprotects().
 */
void prologue(void)
{
	struct mm_struct *parent = &mms[0];
	struct mm_struct *child = &mms[1];

	boot();
	do_mmap(parent, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(parent, USER_BASE, 0);
	dup_mmap(child, parent);
	do_mprotect(child, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE);
	shrink_page(pte_page(ptep_get(&parent->pte[0])), USER_BASE);
}

/* The administrator takes the only swap file away. */
void root_swaps_off(int type)
{
	sys_swapoff(type);
}
