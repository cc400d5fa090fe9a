/*
 * If user space can read the page through this PTE, it can see the tags or the
 * guest that runs there can, so they must be valid. Memory that may only be
 * executed shows none: fetching an instruction checks no tag.
 *
 * Stands for: set_pte_at, arch/arm64/include/asm/pgtable.h, <20210517123239.8025-4-steven.price@arm.com>
 */
static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pte)
{
	if (CONFIG_ICACHE && pte_present(pte) && pte_user_exec(pte) && !pte_special(pte))
		__sync_icache_dcache(pte);

	if (system_supports_mte() && pte_present(pte) &&
	    pte_access_permitted(pte, false) && !pte_special(pte))
		mte_sync_tags(ptep, pte);

	set_pte(ptep, pte);
}
