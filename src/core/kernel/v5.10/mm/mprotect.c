/*
 * Gives one mapped page its new protection. The page is not locked: the page
 * table lock of this mm is all that is held around set_pte_at(), and another
 * mm has another one. The PTE is cleared first, so the one that set_pte_at()
 * finds is none. Swap entries stay as they are; one of a page under migration
 * loses its leave to write, which a fault will give back.
 *
 * Stands for: change_pte_range, mm/mprotect.c, v5.10
 */
static void change_pte(struct mm_struct *mm, unsigned long addr, pgprot_t newprot)
{
	pte_t *ptep = pte_offset_map(mm, addr);
	pte_t oldpte;

	spin_lock(&mm->page_table_lock);
	oldpte = ptep_get(ptep);
	if (pte_present(oldpte)) {
		/* ptep_modify_prot_start(), then ptep_modify_prot_commit() */
		pte_t ptent = pte_modify(ptep_get_and_clear(ptep), newprot);

		set_pte_at(mm, addr, ptep, ptent);
	} else if (CONFIG_MIGRATION && is_swap_pte(oldpte)) {
		swp_entry_t entry = pte_to_swp_entry(oldpte);

		if (is_write_migration_entry(entry)) {
			entry = make_migration_entry(migration_entry_to_page(entry), false);
			set_pte(ptep, swp_entry_to_pte(entry));
		}
	}
	spin_unlock(&mm->page_table_lock);
}

/*
 * Between start and end no VM maps any of these pages anew.
 *
 * Stands for: change_protection, mm/mprotect.c, v5.10
 */
static void change_protection(struct mm_struct *mm, unsigned long start,
			      unsigned long end, pgprot_t newprot)
{
	unsigned long addr;

	mmu_notifier_invalidate_range_start(mm, start, end);
	for (addr = start; addr < end; addr += PAGE_SIZE)
		change_pte(mm, addr, newprot);
	mmu_notifier_invalidate_range_end(mm, start, end);
}

/*
 * Stands for: mprotect_fixup, mm/mprotect.c, v5.10
 */
static int mprotect_fixup(struct mm_struct *mm, unsigned long start, unsigned long end,
			  vm_flags_t newflags)
{
	struct vm_area_struct *vma;

	if (split_vma(mm, start) || split_vma(mm, end))
		return -ENOMEM;
	vma = find_vma(mm, start);
	vma->vm_flags = newflags;
	change_protection(mm, start, end, vm_get_page_prot(newflags));
	return 0;
}

/*
 * Gives what is mapped between start and start + len another protection,
 * mapping by mapping. At a hole it stops, and what it has done stays done. (A
 * mapping that is that way already is passed over in Linux; here it is gone
 * through all the same.)
 *
 * Stands for: do_mprotect_pkey, mm/mprotect.c, v5.10
 */
int do_mprotect(struct mm_struct *mm, unsigned long start, unsigned long len,
		unsigned long prot)
{
	struct vm_area_struct *vma;
	unsigned long end;
	int ret = -ENOMEM;

	start = untagged_addr(start);
	if (start & ~PAGE_MASK)
		return -EINVAL;
	if (!len)
		return 0;

	end = start + PAGE_ALIGN(len);
	if (end <= start)
		return -ENOMEM;

	if (!arch_validate_prot(prot))
		return -EINVAL;

	mmap_write_lock(mm);
	vma = find_vma(mm, start);
	while (vma && start < end) {
		unsigned long to = vma->vm_end < end ? vma->vm_end : end;
		/* VM_MTE, once set, stays: mprotect() can add it only. */
		vm_flags_t newflags = (vma->vm_flags & ~VM_ACCESS_FLAGS) | calc_vm_prot_bits(prot);

		ret = arch_validate_flags(newflags) ? mprotect_fixup(mm, start, to, newflags) : -EINVAL;
		if (ret)
			break;
		start = to;
		if (start < end) {
			vma = find_vma(mm, start);
			ret = vma ? 0 : -ENOMEM;
		}
	}
	mmap_write_unlock(mm);
	return ret;
}
