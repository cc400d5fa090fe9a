/*
 * Process A has tagged the objects on its page, and gives the page back. Process
 * B needs one, so far without tags: perhaps it gets A's, perhaps one that was
 * free for long. Then B asks for tags. Either way the frame still has the tags of
 * a former owner, and they must be gone before B can see any.
 */
void prologue(void)
{
	u32 i;

	boot();
	do_mmap(&mms[0], 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_PRIVATE, 0);
	for (i = 0; i < 4; i++)
		user_stg(&mms[0], USER_BASE + (0x20 + i * 0x31) * MTE_GRANULE_SIZE, 3 + 2 * i);
	do_mmap(&mms[1], 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
}

/* A is done with its memory. */
void process_unmaps(int who)
{
	do_munmap(&mms[who], USER_BASE, PAGE_SIZE);
}

/* B touches its memory first, then wants tags in it. */
void process_touches(int who)
{
	if (user_str(&mms[who], USER_BASE, 0) < 0)
		return;
	process_mprotects(who);
}
