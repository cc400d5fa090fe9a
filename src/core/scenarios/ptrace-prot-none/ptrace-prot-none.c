/*
 * A process has set memory aside: shared, with tags, and closed to itself
 * (PROT_NONE | PROT_MTE), never touched. The debugger that has stopped it may
 * read there (FOLL_FORCE), so a page is faulted in.
 */
void prologue(void)
{
	boot();
	do_mmap(&mms[0], 1, USER_BASE, PAGE_SIZE, PROT_NONE | PROT_MTE, MAP_SHARED, 0);
	debugger_attaches(&mms[1], &mms[0]);
}
