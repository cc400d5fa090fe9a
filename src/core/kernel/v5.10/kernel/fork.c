/*
 * Copies one PTE. A page of private memory that may be written is mapped
 * read-only on both sides from now on: whoever writes first copies it. The
 * child's PTE is as tagged as the parent's, so its page was initialised before.
 *
 * Stands for: copy_present_pte, mm/memory.c, v5.10
 */
static void copy_present_pte(struct mm_struct *dst, struct mm_struct *src,
			     unsigned long addr, vm_flags_t vm_flags, pte_t pte)
{
	if (!(vm_flags & VM_SHARED) && pte_write(pte)) {
		pte = pte_wrprotect(pte);
		set_pte(pte_offset_map(src, addr), pte);
	}
	if (!pte_special(pte))
		page_dup_rmap(pte_page(pte));
	set_pte_at(dst, addr, pte_offset_map(dst, addr), pte);
}

/* Stands for: copy_pte_range, mm/memory.c, v5.10 */
static void copy_pte(struct mm_struct *dst, struct mm_struct *src,
		     unsigned long addr, vm_flags_t vm_flags)
{
	pte_t pte;

	spin_lock(&dst->page_table_lock);
	spin_lock(&src->page_table_lock);
	pte = ptep_get(pte_offset_map(src, addr));
	if (pte_present(pte)) {
		copy_present_pte(dst, src, addr, vm_flags, pte);
	} else if (!pte_none(pte)) {
		/* copy_nonpresent_pte() */
		if (!non_swap_entry(pte_to_swp_entry(pte)))
			swap_duplicate(pte_to_swp_entry(pte));
		set_pte(pte_offset_map(dst, addr), pte);
	}
	spin_unlock(&src->page_table_lock);
	spin_unlock(&dst->page_table_lock);
}

/*
 * Page tables of shared memory are not copied: faults fill them as well.
 *
 * Stands for: copy_page_range, mm/memory.c, v5.10
 */
static void copy_page_range(struct mm_struct *dst, struct mm_struct *src,
			    struct vm_area_struct *vma)
{
	unsigned long addr;

	if (vma->vm_flags & VM_SHARED)
		return;
	mmu_notifier_invalidate_range_start(src, vma->vm_start, vma->vm_end);
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE)
		copy_pte(dst, src, addr, vma->vm_flags);
	mmu_notifier_invalidate_range_end(src, vma->vm_start, vma->vm_end);
}

/*
 * The child's memory, on fork(): the same mappings, VM_MTE included. Nobody
 * else knows the child's mm yet.
 *
 * Stands for: dup_mmap, kernel/fork.c, v5.10
 */
void dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm)
{
	u32 i;

	mmap_write_lock(oldmm);
	mmap_write_lock(mm);
	for (i = 0; i < NR_VMAS; i++) {
		if (!oldmm->mmap[i].vm_end)
			continue;
		mm->mmap[i] = oldmm->mmap[i];
		copy_page_range(mm, oldmm, &oldmm->mmap[i]);
	}
	mmap_write_unlock(mm);
	mmap_write_unlock(oldmm);
}
