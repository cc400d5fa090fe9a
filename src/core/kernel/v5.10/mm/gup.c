/*
 * Reads the PTE without any lock, and gives up where that does not do: not
 * mapped, not writable though it should be, or special.
 *
 * Stands for: get_user_page_fast_only, include/linux/mm.h, v5.10
 */
pte_t get_user_page_fast_only(struct mm_struct *mm, unsigned long addr, bool write)
{
	pte_t pte;

	/* Nothing is mapped beyond the one table that the model has. */
	if (addr < USER_BASE || addr >= USER_BASE + NR_PTES * PAGE_SIZE)
		return __pte(0);
	pte = ptep_get(pte_offset_map(mm, addr));
	if (!pte_access_permitted(pte, write) || pte_special(pte))
		return __pte(0);
	return pte;
}

/* Stands for: check_vma_flags, mm/gup.c, v5.10 */
static bool check_vma_flags(struct vm_area_struct *vma, bool write)
{
	vm_flags_t vm_flags = vma->vm_flags;

	return !(vm_flags & VM_PFNMAP) && (vm_flags & (write ? VM_WRITE : VM_READ));
}

/*
 * Faults the page in for as long as it takes. Answers its PTE, or none. `force`:
 * a write is taken for done once the page has been copied for it, though the
 * mapping does not allow one.
 *
 * Stands for: __get_user_pages, mm/gup.c, v5.10
 */
static pte_t faultin_page(struct mm_struct *mm, struct vm_area_struct *vma,
			  unsigned long addr, bool write, bool force)
{
	pte_t *ptep = pte_offset_map(mm, addr);
	bool copied = false;

	for (;;) {
		pte_t pte = ptep_get(ptep);

		if (pte_present(pte) && (!write || pte_write(pte) || (copied && pte_dirty(pte))))
			return pte;
		if (handle_mm_fault(mm, vma, addr, write ? FAULT_FLAG_WRITE : 0) & VM_FAULT_ERROR)
			return __pte(0);
		copied = force;
	}
}

/*
 * The page behind a user address, as its PTE; none if there is no such page.
 *
 * Stands for: get_user_pages_unlocked, mm/gup.c, v5.10
 */
pte_t get_user_pages_unlocked(struct mm_struct *mm, unsigned long addr, bool write)
{
	struct vm_area_struct *vma;
	pte_t pte = __pte(0);

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (vma && check_vma_flags(vma, write))
		pte = faultin_page(mm, vma, addr, write, false);
	mmap_read_unlock(mm);
	return pte;
}

/*
 * A page of another process, whose mmap_lock the caller holds; NULL if there is
 * none. With FOLL_FORCE, as a debugger asks: what the mapping forbids its own
 * process does not matter, but memory that others share is not written then.
 *
 * Stands for: get_user_pages_remote, mm/gup.c, v5.10
 */
struct page *get_user_page_remote(struct mm_struct *mm, unsigned long addr, bool write)
{
	struct vm_area_struct *vma;
	pte_t pte;

	addr = untagged_addr(addr);
	vma = find_vma(mm, addr);
	if (!vma || (vma->vm_flags & VM_PFNMAP))
		return NULL;
	if (write && (vma->vm_flags & (VM_WRITE | VM_SHARED)) == VM_SHARED)
		return NULL;
	pte = faultin_page(mm, vma, addr, write, !(vma->vm_flags & VM_WRITE));
	return pte_none(pte) ? NULL : pte_page(pte);
}
