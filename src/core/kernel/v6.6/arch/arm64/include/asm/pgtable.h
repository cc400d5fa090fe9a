/*
 * The page has been read from swap, is locked, and is not mapped yet: the tags
 * that were saved for it come back now.
 *
 * Stands for: arch_swap_restore, arch/arm64/include/asm/pgtable.h, v6.6
 */
static inline void arch_swap_restore(swp_entry_t entry, struct page *page)
{
	if (system_supports_mte())
		mte_restore_tags(entry, page);
}

/*
 * Only a PTE that shows tags asks for valid ones: what was swapped out has been
 * restored before, so what the PTE replaces need not be read. (Linux sets a
 * batch of PTEs after one look at all their pages; here it is always one. There
 * the name is set_ptes(), and set_pte_at() a batch of one.)
 *
 * Stands for: set_ptes, arch/arm64/include/asm/pgtable.h, v6.6
 */
static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pte)
{
	if (CONFIG_ICACHE && pte_present(pte) && pte_user_exec(pte) && !pte_special(pte))
		__sync_icache_dcache(pte);

	if (system_supports_mte() &&
	    pte_access_permitted(pte, false) && !pte_special(pte) && pte_tagged(pte))
		mte_sync_tags(pte, 1);

	set_pte(ptep, pte);
}
