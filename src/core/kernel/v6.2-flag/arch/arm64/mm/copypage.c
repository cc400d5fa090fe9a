/*
 * A page and its tags for somebody else, or to another place. The flag of the
 * source says that its tags are valid, and the copy is marked when its own are.
 * (The model keeps account of data only where guests run code of their own.)
 *
 * Stands for: copy_highpage, arch/arm64/mm/copypage.c, <20221104011041.290951-3-pcc@google.com>
 */
void copy_highpage(struct page *to, struct page *from)
{
	ghost ghost_handed_on(to, from);
	if (CONFIG_GUEST_CODE)
		copy_page(page_data(to), page_data(from));

	if (system_supports_mte() && page_mte_tagged(from)) {
		ghost ghost_trust_flag(from);
		mte_copy_page_tags(page_address(to), page_address(from));
		set_page_mte_tagged(to);
	}
}
