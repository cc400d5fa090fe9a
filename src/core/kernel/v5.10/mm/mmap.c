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
 * PROT_MTE only where memory is sure to have tags.
 *
 * Stands for: arch_validate_flags, arch/arm64/include/asm/mman.h, v5.10
 */
bool arch_validate_flags(vm_flags_t vm_flags)
{
	return !(vm_flags & VM_MTE) || (vm_flags & VM_MTE_ALLOWED);
}

/*
 * Maps anonymous memory (vm_file 0) or pages of a tmpfs file, from page
 * vm_pgoff on. Both may be tagged: MAP_ANONYMOUS and shmem_mmap() allow it.
 *
 * Stands for: do_mmap, mm/mmap.c, v5.10
 */
int do_mmap(struct mm_struct *mm, u32 vm_file, unsigned long addr, unsigned long len,
	    unsigned long prot, unsigned long flags, unsigned long vm_pgoff)
{
	vm_flags_t vm_flags = calc_vm_prot_bits(prot) | VM_MTE_ALLOWED;
	int ret = -ENOMEM;
	u32 i;

	if (flags & MAP_SHARED)
		vm_flags |= VM_SHARED;

	mmap_write_lock(mm);
	for (i = 0; i < NR_VMAS; i++) {
		if (mm->mmap[i].vm_end)
			continue;
		mm->mmap[i].vm_start = addr;
		mm->mmap[i].vm_end = addr + len;
		mm->mmap[i].vm_flags = vm_flags;
		mm->mmap[i].vm_file = vm_file;
		mm->mmap[i].vm_pgoff = vm_pgoff;
		ret = 0;
		break;
	}
	mmap_write_unlock(mm);
	return ret;
}
