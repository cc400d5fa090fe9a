/*
 * A guest may have tagged a page that the VMM maps untagged, so its tags must
 * come back from swap behind an untagged PTE too: every PTE that user space
 * can use is looked at, by a plain test of PTE_USER.
 *
 * Stands for: set_pte_at, arch/arm64/include/asm/pgtable.h, <20210416154309.22129-2-steven.price@arm.com>
 */
static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pte)
{
	if (CONFIG_ICACHE && pte_present(pte) && pte_user_exec(pte) && !pte_special(pte))
		__sync_icache_dcache(pte);

	if (system_supports_mte() &&
	    pte_present(pte) && (pte_val(pte) & PTE_USER) && !pte_special(pte))
		mte_sync_tags(ptep, pte);

	set_pte(ptep, pte);
}
