/*
 * If user space can read the page through this PTE, its tags may have to be
 * made valid: when the PTE shows them, or when what it replaces may have saved
 * tags, which a guest has stored behind an untagged PTE. Memory that may only
 * be executed shows none.
 *
 * Stands for: set_pte_at, arch/arm64/include/asm/pgtable.h, v5.14
 */
static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pte)
{
	if (CONFIG_ICACHE && pte_present(pte) && pte_user_exec(pte) && !pte_special(pte))
		__sync_icache_dcache(pte);

	if (system_supports_mte() &&
	    pte_access_permitted(pte, false) && !pte_special(pte)) {
		pte_t old_pte = ptep_get(ptep);

		if (pte_tagged(pte) || is_swap_pte(old_pte))
			mte_sync_tags(old_pte, pte);
	}

	set_pte(ptep, pte);
}
