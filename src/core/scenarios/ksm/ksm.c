/*
 * Two processes each have a page of their own with the same in it, so far
 * without tags. KSM has met A's page before and keeps it, read-only; now it finds
 * B's alike, maps A's for B and gives B's up. Meanwhile A asks for tags; B does
 * when KSM has been there.
 *
 * CPU 0 runs process_mprotects().
 */
void prologue(void)
{
	u32 i;

	boot();
	for (i = 0; i < 2; i++) {
		do_mmap(&mms[i], 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
		user_str(&mms[i], USER_BASE, 0);
	}
	stable_tree_insert(&mms[0], USER_BASE);
}

/* One CPU: ksmd looks at the page of process `who`, which then goes on there and asks for tags. */
void ksmd_merges_then_mprotects(int who)
{
	cmp_and_merge_page(&mms[who], USER_BASE);
	process_mprotects(who);
}
