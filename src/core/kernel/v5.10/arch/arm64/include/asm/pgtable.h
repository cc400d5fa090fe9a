/*
 * Every PTE of user space is written here. Before it can be seen, the tags of
 * its page must be valid, if it shows them.
 *
 * In v5.10 only a tagged PTE counts: a page that comes back from swap behind
 * an untagged one is left as it is.
 *
 * Stands for: set_pte_at, arch/arm64/include/asm/pgtable.h, v5.10
 */
static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pte)
{
	if (CONFIG_ICACHE && pte_present(pte) && pte_user_exec(pte) && !pte_special(pte))
		__sync_icache_dcache(pte);

	if (system_supports_mte() &&
	    pte_present(pte) && pte_tagged(pte) && !pte_special(pte))
		mte_sync_tags(ptep, pte);

	set_pte(ptep, pte);
}
