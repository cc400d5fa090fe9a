/*
 * A page moves to another frame, say because memory is to be compacted. Which
 * file a page belongs to, and where in it, stands in struct page in Linux; here
 * the caller says so. `mapping` NULL: an anonymous page.
 */

/*
 * A migration entry takes the place of the page. (In v5.10 this is a case of
 * try_to_unmap_one().)
 *
 * Stands for: try_to_migrate_one, mm/rmap.c, v5.17
 */
static void try_to_migrate_one(struct mm_struct *mm, unsigned long address,
			       struct page *page, struct inode *mapping)
{
	pte_t *ptep = pte_offset_map(mm, address);
	pte_t pteval;

	mmu_notifier_invalidate_range_start(mm, address, address + PAGE_SIZE);
	spin_lock(&mm->page_table_lock);
	pteval = ptep_get(ptep);
	if (pte_present(pteval) && pte_pfn(pteval) == page_to_pfn(page)) {
		swp_entry_t entry = make_migration_entry(page, pte_write(pteval));

		ptep_get_and_clear(ptep);
		/* set_pte_at(), which has no tags to see to: the entry maps nothing. */
		set_pte(ptep, swp_entry_to_pte(entry));
		if (!mapping)
			page_remove_rmap(page);
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address, address + PAGE_SIZE);
}

/*
 * One process after the other.
 *
 * Stands for: try_to_migrate, mm/rmap.c, v5.17
 */
static void try_to_migrate(struct page *page, unsigned long address, struct inode *mapping)
{
	u32 i;

	for (i = 0; i < NR_MMS; i++)
		try_to_migrate_one(&mms[i], address, page, mapping);
}

/*
 * The page table gets the page at its new place: tagged if the mapping says so
 * by now, whatever it said before.
 *
 * Stands for: remove_migration_pte, mm/migrate.c, v5.10
 */
static void remove_migration_pte(struct mm_struct *mm, unsigned long address,
				 struct page *old, struct page *new, struct inode *mapping)
{
	pte_t *ptep = pte_offset_map(mm, address);
	swp_entry_t entry;
	pte_t pte;

	spin_lock(&mm->page_table_lock);
	pte = ptep_get(ptep);
	entry = pte_to_swp_entry(pte);
	if (is_swap_pte(pte) && is_migration_entry(entry) && migration_entry_to_page(entry) == old) {
		struct vm_area_struct *vma = find_vma(mm, address);

		pte = mk_pte(new, vm_get_page_prot(vma->vm_flags));
		if (is_write_migration_entry(entry))
			pte = maybe_mkwrite(pte, vma);
		set_pte_at(mm, address, ptep, pte);
		if (!mapping)
			page_dup_rmap(new);
	}
	spin_unlock(&mm->page_table_lock);
}

/*
 * One process after the other. No VM is told: that was done when the page was
 * unmapped.
 *
 * Stands for: remove_migration_ptes, mm/migrate.c, v5.10
 */
static void remove_migration_ptes(struct page *old, struct page *new, unsigned long address,
				  struct inode *mapping)
{
	u32 i;

	for (i = 0; i < NR_MMS; i++)
		remove_migration_pte(&mms[i], address, old, new, mapping);
}

/*
 * Data and tags go to the new frame, which takes the place of the old one in
 * its file.
 *
 * Stands for: move_to_new_page, mm/migrate.c, v5.10
 */
static void move_to_new_page(struct page *new, struct page *page, struct inode *mapping,
			     unsigned long index)
{
	if (mapping)
		WRITE_ONCE(mapping->i_pages[index], page_to_pfn(new));
	else
		new->_mapcount = -1;
	copy_highpage(new, page);
}

/*
 * Both frames are locked until the page is mapped again.
 *
 * Stands for: __unmap_and_move, mm/migrate.c, v5.10
 */
int unmap_and_move(struct page *page, unsigned long address, struct inode *mapping,
		   unsigned long index)
{
	struct page *new = alloc_page();

	if (!new)
		return -ENOMEM;
	lock_page(page);
	lock_page(new);
	try_to_migrate(page, address, mapping);
	move_to_new_page(new, page, mapping, index);
	remove_migration_ptes(page, new, address, mapping);
	unlock_page(new);
	unlock_page(page);
	return 0;
}

/*
 * Waits until the page has moved: its lock says so.
 *
 * Stands for: migration_entry_wait, mm/migrate.c, v5.10
 */
void migration_entry_wait(swp_entry_t entry)
{
	struct page *page = migration_entry_to_page(entry);

	wait_until(READ_ONCE(page->lock_owner) == 0);
}
