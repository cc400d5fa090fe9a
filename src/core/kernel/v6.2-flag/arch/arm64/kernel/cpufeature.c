/*
 * Once at boot: the zero page is mapped everywhere, so its tags are cleared
 * before anybody can see them. (likely [M])
 *
 * Stands for: cpu_enable_mte, arch/arm64/kernel/cpufeature.c, <20221104011041.290951-3-pcc@google.com>
 */
void cpu_enable_mte(void)
{
	struct page *zero_page = pfn_to_page(my_zero_pfn());

	if (!page_mte_tagged(zero_page)) {
		mte_clear_page_tags(page_address(zero_page));
		set_page_mte_tagged(zero_page);
	}
}
