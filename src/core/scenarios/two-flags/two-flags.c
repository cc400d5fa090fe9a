/*
 * One page, two flags that say "this has been done": PG_dcache_clean, that
 * fetches of instructions see what the page holds, and PG_mte_tagged, that its
 * tags are valid. Two processes share the page and make it executable and
 * tagged at once, so both flags are raced for in the same set_pte_at().
 *
 * The threads run process_runs_code().
 */
void prologue(void)
{
	boot();
	share_page(&mms[0], 1);
	share_page(&mms[1], 1);
	process_wrote_code(&mms[0], USER_BASE);
}
