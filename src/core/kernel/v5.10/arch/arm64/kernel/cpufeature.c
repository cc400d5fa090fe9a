/*
 * Once at boot: the zero page is mapped everywhere, so its tags are cleared
 * before anybody can see them. Up to v5.11 it was not marked for that.
 *
 * Stands for: cpu_enable_mte, arch/arm64/kernel/cpufeature.c, v5.10
 */
void cpu_enable_mte(void)
{
	mte_clear_page_tags(page_address(pfn_to_page(my_zero_pfn())));
}
