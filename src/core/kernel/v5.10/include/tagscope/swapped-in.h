/*
 * What do_swap_page() does of tags for a page that has been read from swap,
 * without the locks around it: for the race in isolation.
 *
 * Nothing here exists in Linux.
 */
static inline void map_swapped_in(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte,
				  swp_entry_t entry)
{
	set_pte_at(mm, addr, ptep, pte);
}
