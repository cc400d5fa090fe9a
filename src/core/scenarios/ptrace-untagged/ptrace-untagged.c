/*
 * Two processes share a page of tmpfs memory, both without tags. A asks for
 * them now. B never does, but a debugger has stopped it, and asks for the tags
 * of its memory all the same.
 *
 * The threads run process_mprotects(0) and debugger_peeks(2, 1).
 */
void prologue(void)
{
	boot();
	share_page(&mms[0], 1);
	share_page(&mms[1], 1);
	debugger_attaches(&mms[2], &mms[1]);
}
