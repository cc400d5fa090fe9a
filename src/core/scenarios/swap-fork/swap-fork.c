/*
 * A process forks, then the child asks for tags; so the child has the page with
 * tags and the parent, which still has the same page, without. The page goes to
 * swap, its tags put aside. The parent reads it back: a new frame, mapped
 * without tags. Now the child reads it back too, while the parent asks for tags
 * in its turn.
 *
 * The child's fault holds the page lock, mprotect() does not take it.
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
	user_ldr(parent, USER_BASE);
}

/* The child looks at a tag, and so gets its page back. */
void child_reads(int who)
{
	user_ldg(&mms[who], USER_BASE + granule_of(who) * MTE_GRANULE_SIZE);
}
