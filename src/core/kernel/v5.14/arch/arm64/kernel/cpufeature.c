/*
 * Once at boot: the zero page is mapped everywhere, so its tags are cleared
 * before anybody can see them, and it is marked: a debugger that looks at memory
 * nobody has written yet finds it marked as any other.
 *
 * Stands for: cpu_enable_mte, arch/arm64/kernel/cpufeature.c, v5.12
 */
void cpu_enable_mte(void)
{
	struct page *zero_page = pfn_to_page(my_zero_pfn());

	if (!test_and_set_bit(PG_mte_tagged, &zero_page->flags))
		mte_clear_page_tags(page_address(zero_page));
}
