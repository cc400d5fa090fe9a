/*
 * In Linux this stands in mmu_notifier.h; here apart, since later releases do
 * without it.
 */

/*
 * The page behind an address was replaced, and here is its new PTE.
 *
 * Stands for: mmu_notifier_change_pte, include/linux/mmu_notifier.h, v5.10
 */
static inline void mmu_notifier_change_pte(struct mm_struct *mm,
					   unsigned long address, pte_t pte)
{
	u32 i;

	for (i = 0; i < NR_KVMS; i++)
		if (kvms[i].mm == mm)
			kvm_mmu_notifier_change_pte(&kvms[i], address, pte);
}

/* Stands for: set_pte_at_notify, include/linux/mmu_notifier.h, v5.10 */
static inline void set_pte_at_notify(struct mm_struct *mm, unsigned long address,
				     pte_t *ptep, pte_t pte)
{
	mmu_notifier_change_pte(mm, address, pte);
	set_pte_at(mm, address, ptep, pte);
}
