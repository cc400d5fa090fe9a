/*
 * The mapping that holds addr, or NULL. (In Linux find_vma() may also answer
 * the next one above it, and its callers check.)
 *
 * Stands for: find_vma, mm/mmap.c, v5.10
 */
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	u32 i;

	for (i = 0; i < NR_VMAS; i++)
		if (mm->mmap[i].vm_start <= addr && addr < mm->mmap[i].vm_end)
			return &mm->mmap[i];
	return NULL;
}

/*
 * vm_page_prot of a mapping, worked out from its flags whenever it is needed.
 * Private memory that may be written is mapped read-only at first, for copy on
 * write.
 *
 * Stands for: vm_get_page_prot, mm/mmap.c, v5.10
 */
pgprot_t vm_get_page_prot(vm_flags_t vm_flags)
{
	pgprot_t prot = PAGE_READONLY;

	if (!(vm_flags & VM_ACCESS_FLAGS))
		prot = PAGE_NONE;
	else if ((vm_flags & VM_WRITE) && (vm_flags & VM_SHARED))
		prot = PAGE_SHARED;

	if (vm_flags & VM_EXEC)
		prot &= ~PTE_UXN;
	if (vm_flags & VM_MTE)
		prot |= MT_NORMAL_TAGGED << PTE_ATTRINDX_SHIFT;
	return prot;
}

/* Stands for: calc_vm_prot_bits, include/linux/mman.h, v5.10 */
vm_flags_t calc_vm_prot_bits(unsigned long prot)
{
	vm_flags_t vm_flags = prot & (PROT_READ | PROT_WRITE | PROT_EXEC);

	if (system_supports_mte() && (prot & PROT_MTE))
		vm_flags |= VM_MTE;
	return vm_flags;
}

/*
 * Only protections that there are.
 *
 * Stands for: arch_validate_prot, arch/arm64/include/asm/mman.h, v5.10
 */
static bool arch_validate_prot(unsigned long prot)
{
	unsigned long supported = PROT_READ | PROT_WRITE | PROT_EXEC | PROT_SEM;

	if (system_supports_mte())
		supported |= PROT_MTE;
	return !(prot & ~supported);
}

/*
 * PROT_MTE only where memory is sure to have tags.
 *
 * Stands for: arch_validate_flags, arch/arm64/include/asm/mman.h, v5.10
 */
bool arch_validate_flags(vm_flags_t vm_flags)
{
	return !(vm_flags & VM_MTE) || (vm_flags & VM_MTE_ALLOWED);
}

/*
 * Takes one page out of the page table. If nobody else has it, it is free. (A page
 * that is kept for a slot of the swap file is not.)
 *
 * Stands for: zap_pte_range, mm/memory.c, v5.10
 */
static void zap_pte(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr)
{
	bool last = false;
	pte_t pte;

	spin_lock(&mm->page_table_lock);
	pte = ptep_get_and_clear(pte_offset_map(mm, addr));
	if (pte_present(pte) && !pte_special(pte) && vma_is_anonymous(vma))
		last = page_remove_rmap(pte_page(pte));
	else if (CONFIG_SWAP && is_swap_pte(pte) && !non_swap_entry(pte_to_swp_entry(pte)))
		swap_free(pte_to_swp_entry(pte));
	spin_unlock(&mm->page_table_lock);
	if (CONFIG_FREE_PAGES && last && !(CONFIG_SWAP && PageSwapCache(pte_page(pte))))
		free_page(pte_page(pte));
}

/* An unused entry for a mapping, or NULL. */
static struct vm_area_struct *vm_area_alloc(struct mm_struct *mm)
{
	u32 i;

	for (i = 0; i < NR_VMAS; i++)
		if (!mm->mmap[i].vm_end)
			return &mm->mmap[i];
	return NULL;
}

/*
 * Makes two mappings of the one that holds addr, unless it begins there. (Linux
 * also merges neighbours that are alike; here they stay apart.)
 *
 * Stands for: split_vma, mm/mmap.c, v5.10
 */
int split_vma(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);
	struct vm_area_struct *new;

	if (!vma || vma->vm_start == addr)
		return 0;
	new = CONFIG_SPLIT_VMA ? vm_area_alloc(mm) : NULL;
	if (!new)
		return -ENOMEM;

	if (CONFIG_SPLIT_VMA) {
		new->vm_start = addr;
		new->vm_end = vma->vm_end;
		new->vm_flags = vma->vm_flags;
		new->vm_file = vma->vm_file;
		new->vm_pgoff = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);
		vma->vm_end = addr;
	}
	return 0;
}

/*
 * Unmaps every mapping that lies in a range. Each VM hears of it before and
 * after.
 *
 * Stands for: __do_munmap, mm/mmap.c, v5.10
 */
static void unmap_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	unsigned long addr;
	u32 i;

	for (i = 0; i < NR_VMAS; i++) {
		struct vm_area_struct *vma = &mm->mmap[i];

		if (!vma->vm_end || vma->vm_start < start || vma->vm_end > end)
			continue;
		mmu_notifier_invalidate_range_start(mm, vma->vm_start, vma->vm_end);
		for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE)
			zap_pte(mm, vma, addr);
		mmu_notifier_invalidate_range_end(mm, vma->vm_start, vma->vm_end);
		vma->vm_end = 0;
	}
}

/*
 * What a mapping of this kind is by nature. Only anonymous memory and tmpfs are
 * sure to be able to carry tags: MAP_ANONYMOUS and shmem_mmap() say so.
 */
static vm_flags_t flags_of_file(u32 vm_file)
{
	if (vm_file == FILE_VFIO)
		return VM_PFNMAP;
	if (vm_file == FILE_HUGETLB)
		return flags_of_hugetlb();
	return vm_file == FILE_DAX ? VM_NONE : VM_MTE_ALLOWED;
}

/*
 * Maps anonymous memory (vm_file 0) or pages of a file, from page vm_pgoff on.
 * With MAP_FIXED what was mapped there goes.
 *
 * Stands for: do_mmap, mm/mmap.c, v5.10
 */
int do_mmap(struct mm_struct *mm, u32 vm_file, unsigned long addr, unsigned long len,
	    unsigned long prot, unsigned long flags, unsigned long vm_pgoff)
{
	vm_flags_t vm_flags = calc_vm_prot_bits(prot) | flags_of_file(vm_file);
	int ret = -ENOMEM;
	struct vm_area_struct *vma;

	if (flags & MAP_SHARED)
		vm_flags |= VM_SHARED;

	if (!arch_validate_flags(vm_flags))
		return -EINVAL;

	mmap_write_lock(mm);
	if ((flags & MAP_FIXED) && (split_vma(mm, addr) || split_vma(mm, addr + len)))
		goto out;
	if (flags & MAP_FIXED)
		unmap_range(mm, addr, addr + len);
	vma = vm_area_alloc(mm);
	if (vma) {
		vma->vm_start = addr;
		vma->vm_end = addr + len;
		vma->vm_flags = vm_flags;
		vma->vm_file = vm_file;
		vma->vm_pgoff = vm_pgoff;
		ret = 0;
	}
out:
	mmap_write_unlock(mm);
	return ret;
}
