/*
 * Two processes share a page of tmpfs memory. A has it mapped without tags and
 * asks for them now. B has mapped it with PROT_MTE and not touched it yet; a
 * debugger has stopped B, and reads tags there: the page is faulted in for that,
 * beside the clearing that A has begun.
 *
 * The threads run process_mprotects(0) and debugger_peeks(2, 1). A fault locks
 * the page, mprotect() does not.
 */
void prologue(void)
{
	boot();
	share_page(&mms[0], 1);
	do_mmap(&mms[1], 1, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_SHARED, 0);
	debugger_attaches(&mms[2], &mms[1]);
}
