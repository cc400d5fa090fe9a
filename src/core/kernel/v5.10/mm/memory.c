/*
 * Page faults. Modelled: anonymous memory, also swapped out or shared by fork(),
 * shared tmpfs memory, huge pages, and what memory-device.c has. Not yet: private
 * mappings of ordinary files.
 */

/* Stands for: maybe_mkwrite, include/linux/mm.h, v5.10 */
static inline pte_t maybe_mkwrite(pte_t pte, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return pte_mkwrite(pte);
	return pte;
}

/*
 * A read maps the zero page, a write a page of one's own. Nobody else can
 * reach that page yet, so it needs no lock.
 *
 * Stands for: do_anonymous_page, mm/memory.c, v5.10
 */
static vm_fault_t do_anonymous_page(struct mm_struct *mm, struct vm_area_struct *vma,
				    unsigned long address, u32 flags)
{
	pgprot_t prot = vm_get_page_prot(vma->vm_flags);
	pte_t *ptep = pte_offset_map(mm, address);
	pte_t entry;

	if (!(flags & FAULT_FLAG_WRITE)) {
		entry = pte_mkspecial(pfn_pte(my_zero_pfn(), prot));
	} else {
		struct page *page = __alloc_zeroed_user_highpage(vma);

		if (!page)
			return VM_FAULT_OOM;
		entry = maybe_mkwrite(pte_mkdirty(mk_pte(page, prot)), vma);
	}

	spin_lock(&mm->page_table_lock);
	if (pte_none(ptep_get(ptep)))
		set_pte_at(mm, address, ptep, entry);
	spin_unlock(&mm->page_table_lock);
	return 0;
}

/*
 * Maps the locked page of a file.
 *
 * Stands for: finish_fault, mm/memory.c, v5.10
 */
static void finish_fault(struct mm_struct *mm, struct vm_area_struct *vma,
			 unsigned long address, u32 flags, struct page *page)
{
	pte_t *ptep = pte_offset_map(mm, address);
	pte_t entry = mk_pte(page, vm_get_page_prot(vma->vm_flags));

	if (flags & FAULT_FLAG_WRITE)
		entry = maybe_mkwrite(pte_mkdirty(entry), vma);

	spin_lock(&mm->page_table_lock);
	if (pte_none(ptep_get(ptep)))
		set_pte_at(mm, address, ptep, entry);
	spin_unlock(&mm->page_table_lock);
}

/*
 * The page lock is held until the PTE is set.
 *
 * Stands for: do_shared_fault, mm/memory.c, v5.10
 */
static vm_fault_t do_shared_fault(struct mm_struct *mm, struct vm_area_struct *vma,
				  unsigned long address, u32 flags)
{
	struct page *page = shmem_fault(vma, address);

	if (!page)
		return VM_FAULT_OOM;
	finish_fault(mm, vma, address, flags, page);
	unlock_page(page);
	return 0;
}

/*
 * A page of one's own in place of the zero page: zeroed; or of one that others
 * have too: copied, with its tags. Neither the old page nor the page table is
 * locked meanwhile.
 */
static struct page *wp_new_page(struct vm_area_struct *vma, pte_t orig_pte)
{
	struct page *page;

	if (is_zero_pfn(pte_pfn(orig_pte)))
		return __alloc_zeroed_user_highpage(vma);

	page = alloc_page();
	if (page)
		copy_highpage(page, pte_page(orig_pte));
	return page;
}

/*
 * A store to the zero page, or to a page that fork() has shared, gets a page of
 * its own. The notifiers hear of it three times: before, of the new page just
 * before its PTE is set, and after.
 *
 * Stands for: wp_page_copy, mm/memory.c, v5.10
 */
static vm_fault_t wp_page_copy(struct mm_struct *mm, struct vm_area_struct *vma,
			       unsigned long address, pte_t orig_pte)
{
	pte_t *ptep = pte_offset_map(mm, address);
	struct page *page = wp_new_page(vma, orig_pte);
	unsigned long start = address & PAGE_MASK;
	pte_t entry;

	if (!page)
		return VM_FAULT_OOM;

	mmu_notifier_invalidate_range_start(mm, start, start + PAGE_SIZE);
	spin_lock(&mm->page_table_lock);
	if (pte_same(ptep_get(ptep), orig_pte)) {
		entry = mk_pte(page, vm_get_page_prot(vma->vm_flags));
		entry = maybe_mkwrite(pte_mkdirty(entry), vma);
		ptep_get_and_clear(ptep);
		set_pte_at_notify(mm, address, ptep, entry);
		if (!is_zero_pfn(pte_pfn(orig_pte)))
			page_remove_rmap(pte_page(orig_pte));
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, start, start + PAGE_SIZE);
	return 0;
}

/*
 * Whether a page has another user than the PTE at hand: a PTE of another
 * process, KSM, the swap cache, or the file that it belongs to. (From v5.18 on the last user of a page in
 * the swap cache may keep it; here it is copied, as in v5.10. likely [M])
 */
static bool wp_page_shared_with_others(struct page *page)
{
	return page->_mapcount != 0 || (CONFIG_KSM && test_bit(PG_ksm, &page->flags)) ||
	       (CONFIG_SWAP && PageSwapCache(page)) ||
	       (NR_PMEM_FRAMES && is_dax_page(page));
}

/*
 * Called with the page table lock held, which it drops. The zero page and a
 * private page that has other users must be copied; any other may be made
 * writable where it is, which is no set_pte_at().
 *
 * Stands for: do_wp_page, mm/memory.c, v5.10
 */
static vm_fault_t do_wp_page(struct mm_struct *mm, struct vm_area_struct *vma,
			     unsigned long address, pte_t entry)
{
	if (!(vma->vm_flags & VM_SHARED) &&
	    (is_zero_pfn(pte_pfn(entry)) || wp_page_shared_with_others(pte_page(entry)))) {
		spin_unlock(&mm->page_table_lock);
		return wp_page_copy(mm, vma, address, entry);
	}
	set_pte(pte_offset_map(mm, address), maybe_mkwrite(pte_mkdirty(entry), vma));
	spin_unlock(&mm->page_table_lock);
	return 0;
}

/*
 * A present page that may be used, but not as it is mapped. (Access flags are
 * always set here.)
 *
 * Stands for: handle_pte_fault, mm/memory.c, v5.10
 */
static vm_fault_t handle_present_pte(struct mm_struct *mm, struct vm_area_struct *vma,
				     unsigned long address, u32 flags, pte_t entry)
{
	pte_t *ptep = pte_offset_map(mm, address);

	spin_lock(&mm->page_table_lock);
	if (pte_same(ptep_get(ptep), entry) && (flags & FAULT_FLAG_WRITE)) {
		if (!pte_write(entry))
			return do_wp_page(mm, vma, address, entry);
		set_pte(ptep, pte_mkdirty(entry));
	}
	spin_unlock(&mm->page_table_lock);
	return 0;
}

/*
 * Stands for: handle_mm_fault, mm/memory.c, v5.10
 */
vm_fault_t handle_mm_fault(struct mm_struct *mm, struct vm_area_struct *vma,
			   unsigned long address, u32 flags)
{
	pte_t entry = ptep_get(pte_offset_map(mm, address));

	if (CONFIG_HUGETLBFS && vma->vm_file == FILE_HUGETLB && pte_present(entry) &&
	    !pte_write(entry) && (flags & FAULT_FLAG_WRITE))
		return hugetlb_cow(mm, vma, address);
	if (pte_present(entry))
		return handle_present_pte(mm, vma, address, flags, entry);
	if (!pte_none(entry)) {
		if (CONFIG_SWAP || CONFIG_MIGRATION)
			return do_swap_page(mm, vma, address, flags, entry);
		return VM_FAULT_SIGBUS;
	}
	if (CONFIG_HUGETLBFS && vma->vm_file == FILE_HUGETLB)
		return hugetlb_fault(mm, vma, address);
	if (CONFIG_TRANSPARENT_HUGEPAGE && (vma->vm_flags & VM_HUGEPAGE))
		return do_huge_pmd_anonymous_page(mm, vma, address);
	if (vma_is_anonymous(vma))
		return do_anonymous_page(mm, vma, address, flags);
	if (NR_PMEM_FRAMES + NR_MMIO_FRAMES && vma->vm_file >= FILE_DAX)
		return do_device_fault(mm, vma, address, flags);
	if (vma->vm_flags & VM_SHARED)
		return do_shared_fault(mm, vma, address, flags);
	return VM_FAULT_SIGBUS;
}
