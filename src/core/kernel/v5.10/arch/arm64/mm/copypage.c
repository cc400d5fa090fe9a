/*
 * A page and its tags for somebody else, or to another place. The copy is
 * marked before its tags are there; nobody can reach it yet. But whether the
 * tags of the source are valid is asked of its flag alone: what a CPU that is
 * still at it has not reached is copied as it lies there. (The model keeps
 * account of data only where guests run code of their own.)
 *
 * Stands for: copy_highpage, arch/arm64/mm/copypage.c, v5.10
 */
void copy_highpage(struct page *to, struct page *from)
{
	ghost ghost_handed_on(to, from);
	if (CONFIG_GUEST_CODE)
		copy_page(page_data(to), page_data(from));

	if (system_supports_mte() && test_bit(PG_mte_tagged, &from->flags)) {
		ghost ghost_trust_flag(from);
		set_bit(PG_mte_tagged, &to->flags);
		mte_copy_page_tags(page_address(to), page_address(from));
	}
}
