/*
 * After a fork both processes have the same page, read-only, and so far without
 * tags. The parent asks for tags, so its page is initialised. Meanwhile the
 * child stores to the page and so gets a copy, for which it asks for tags in its
 * turn. Whoever copies holds neither the page lock nor a lock of the parent.
 *
 * CPU 0 runs process_mprotects().
 */
void prologue(void)
{
	struct mm_struct *parent = &mms[0];
	struct mm_struct *child = &mms[1];

	boot();
	do_mmap(parent, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(parent, USER_BASE, 0);
	dup_mmap(child, parent);
}

/* The child makes the page its own by a store, then asks for tags. */
void child_copies(int who)
{
	if (user_str(&mms[who], USER_BASE, 0) < 0)
		return;
	process_mprotects(who);
}
