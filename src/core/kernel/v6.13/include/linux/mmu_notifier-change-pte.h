/*
 * The notifiers hear that the old page goes, and that it is gone; of the new
 * one they are told nothing. (Since v6.10 the callers have set_pte_at() here.
 * likely [M])
 *
 * Stands for: set_pte_at, include/linux/pgtable.h, v6.13
 */
static inline void set_pte_at_notify(struct mm_struct *mm, unsigned long address,
				     pte_t *ptep, pte_t pte)
{
	set_pte_at(mm, address, ptep, pte);
}
