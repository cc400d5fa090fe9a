/*
 * KSM: pages with the same in them become one, read-only for all. Modelled is one
 * merge of two anonymous pages at the same address of two processes. Which pages
 * are alike Linux finds by trees of them; here the caller says so.
 */

/*
 * Makes the PTE of a page read-only and clean, so that what is compared next
 * cannot change unseen: whoever stores from now on copies the page. False if the
 * page is not mapped there any more.
 *
 * Stands for: write_protect_page, mm/ksm.c, v5.17
 */
static bool write_protect_page(struct mm_struct *mm, unsigned long addr, struct page *page)
{
	pte_t *ptep = pte_offset_map(mm, addr);
	bool found = false;
	pte_t entry;

	mmu_notifier_invalidate_range_start(mm, addr, addr + PAGE_SIZE);
	spin_lock(&mm->page_table_lock);
	entry = ptep_get(ptep);
	if (pte_present(entry) && pte_pfn(entry) == page_to_pfn(page)) {
		found = true;
		if (pte_write(entry)) {
			entry = pte_wrprotect(ptep_get_and_clear(ptep));
			set_pte_at_notify(mm, addr, ptep, entry);
		}
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, addr, addr + PAGE_SIZE);
	return found;
}

/*
 * Maps kpage in place of page, if the PTE is still what it was when the two were
 * compared. Of kpage nothing is locked: its owner may do with it what it likes.
 *
 * Stands for: replace_page, mm/ksm.c, v5.17
 */
static void replace_page(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
			 struct page *page, struct page *kpage, pte_t orig_pte)
{
	pte_t *ptep = pte_offset_map(mm, addr);

	mmu_notifier_invalidate_range_start(mm, addr, addr + PAGE_SIZE);
	spin_lock(&mm->page_table_lock);
	if (pte_same(ptep_get(ptep), orig_pte)) {
		page_dup_rmap(kpage);
		ptep_get_and_clear(ptep);
		set_pte_at_notify(mm, addr, ptep, mk_pte(kpage, vm_get_page_prot(vma->vm_flags)));
		page_remove_rmap(page);
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, addr, addr + PAGE_SIZE);
}

/* The page that KSM has kept from an earlier round: its tree of stable pages has one. */
struct page *stable_page;

/*
 * Makes the page at an address one that others may be merged into. From now on a
 * store copies it, also by its last owner: PageKsm().
 *
 * Stands for: stable_tree_insert, mm/ksm.c, v5.17
 */
void stable_tree_insert(struct mm_struct *mm, unsigned long addr)
{
	struct page *page = pte_page(ptep_get(pte_offset_map(mm, addr)));

	if (!write_protect_page(mm, addr, page))
		return;
	set_bit(PG_ksm, &page->flags);
	stable_page = page;
}

/*
 * The stable page, unless nobody maps it any more.
 *
 * Stands for: get_ksm_page, mm/ksm.c, v5.17
 */
static struct page *get_ksm_page(void)
{
	return stable_page->_mapcount == -1 ? NULL : stable_page;
}

/*
 * A page of a process gives way to the stable one, if the two are alike and it is
 * still there. Locked is the page that gives way, and only if nobody else has it
 * locked; it is compared when nobody can store to it any more.
 *
 * Stands for: try_to_merge_one_page, mm/ksm.c, v5.17
 */
void cmp_and_merge_page(struct mm_struct *mm, unsigned long addr)
{
	pte_t *ptep = pte_offset_map(mm, addr);
	struct page *page = pte_page(ptep_get(ptep));
	struct page *kpage = get_ksm_page();

	if (!kpage)
		return;
	mmap_read_lock(mm);
	/* trylock_page() */
	if (cmpxchg(&page->lock_owner, 0, current_thread() + 1) == 0) {
		if (write_protect_page(mm, addr, page)) {
			pte_t orig_pte = ptep_get(ptep);

			if (memcmp_pages(page, kpage) == 0)
				replace_page(mm, find_vma(mm, addr), addr, page, kpage, orig_pte);
		}
		unlock_page(page);
	}
	mmap_read_unlock(mm);
}
