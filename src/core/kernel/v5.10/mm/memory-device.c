/*
 * Mappings of what is no ordinary memory. In Linux these faults are served by
 * fs/dax.c and drivers/vfio.
 */

/* The last frames: persistent memory, then the registers of a device. */
#define MMIO_PFN	(PFN_BASE + NR_FRAMES - NR_MMIO_FRAMES)
#define PMEM_PFN	(MMIO_PFN - NR_PMEM_FRAMES)

/* Whether this is a page of persistent memory, which always belongs to a file. */
static bool is_dax_page(struct page *page)
{
	return page_to_pfn(page) >= PMEM_PFN;
}

/*
 * A page of a file on persistent memory is mapped as it is, with no copy in
 * between. A private mapping has it read-only: who writes gets a page of his
 * own. (likely [M])
 */
static pte_t dax_pte(struct vm_area_struct *vma, unsigned long index, u32 flags)
{
	pte_t entry = pfn_pte(PMEM_PFN + index, vm_get_page_prot(vma->vm_flags));

	if ((flags & FAULT_FLAG_WRITE) && (vma->vm_flags & VM_SHARED))
		entry = maybe_mkwrite(pte_mkdirty(entry), vma);
	return entry;
}

/* The registers of a device: not cached, and without a struct page. (likely [M]) */
static pte_t mmio_pte(struct vm_area_struct *vma, unsigned long index)
{
	pgprot_t prot = vm_get_page_prot(vma->vm_flags) & ~PTE_ATTRINDX_MASK;

	prot |= MT_DEVICE_nGnRE << PTE_ATTRINDX_SHIFT;
	return pte_mkspecial(maybe_mkwrite(pte_mkdirty(pfn_pte(MMIO_PFN + index, prot)), vma));
}

/* Stands for: do_fault, mm/memory.c, v5.10 */
static vm_fault_t do_device_fault(struct mm_struct *mm, struct vm_area_struct *vma,
				  unsigned long address, u32 flags)
{
	unsigned long index = vma->vm_pgoff + ((address - vma->vm_start) >> PAGE_SHIFT);
	bool mmio = vma->vm_file == FILE_VFIO;
	pte_t *ptep = pte_offset_map(mm, address);

	if (index >= (mmio ? NR_MMIO_FRAMES : NR_PMEM_FRAMES))
		return VM_FAULT_SIGBUS;

	spin_lock(&mm->page_table_lock);
	if (pte_none(ptep_get(ptep)))
		set_pte_at(mm, address, ptep, mmio ? mmio_pte(vma, index) : dax_pte(vma, index, flags));
	spin_unlock(&mm->page_table_lock);
	return 0;
}
