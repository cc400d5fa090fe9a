/*
 * The calls by which a process arranges its memory. In Linux these stand in
 * mm/mmap.c and mm/madvise.c.
 *
 * User space of the model is the NR_PTES pages from USER_BASE on. Whatever would
 * have to lie elsewhere does not fit: -ENOMEM.
 */

/* Whether a stretch lies where the page table of the model reaches. */
static bool in_page_table(unsigned long addr, unsigned long len)
{
	return addr >= USER_BASE && len <= NR_PTES * PAGE_SIZE &&
	       addr - USER_BASE <= NR_PTES * PAGE_SIZE - len;
}

/* Whether nothing is mapped in a stretch. */
static bool is_unmapped(struct mm_struct *mm, unsigned long addr, unsigned long len)
{
	u32 i;

	for (i = 0; i < NR_VMAS; i++)
		if (mm->mmap[i].vm_end && addr < mm->mmap[i].vm_end && mm->mmap[i].vm_start < addr + len)
			return false;
	return true;
}

/*
 * Where a new mapping goes: at addr if it must or can, else at the first place
 * that is free; 0: nowhere. (Linux looks from above. likely [M])
 *
 * Stands for: get_unmapped_area, mm/mmap.c, v5.10
 */
static unsigned long get_unmapped_area(struct mm_struct *mm, unsigned long addr, unsigned long len,
				       unsigned long flags)
{
	u32 i;

	if (flags & MAP_FIXED)
		return in_page_table(addr, len) ? addr : 0;
	addr = PAGE_ALIGN(addr);
	if (in_page_table(addr, len) && is_unmapped(mm, addr, len))
		return addr;
	for (i = 0; i < NR_PTES; i++) {
		addr = USER_BASE + i * PAGE_SIZE;
		if (in_page_table(addr, len) && is_unmapped(mm, addr, len))
			return addr;
	}
	return 0;
}

/* Files for shared memory without a name that are in use. */
u32 nr_unnamed_inodes;

/*
 * A file for shared memory: 1 + its index, or 0.
 *
 * Stands for: shmem_kernel_file_setup, mm/shmem.c, v5.10
 */
static u32 shmem_file_setup(unsigned long len)
{
	u32 used;

	if (len > NR_SHMEM_PAGES * PAGE_SIZE)
		return 0;
	used = fetch_add(&nr_unnamed_inodes, 1);
	return used < NR_UNNAMED_INODES ? 1 + NR_INODES - NR_UNNAMED_INODES + used : 0;
}

/*
 * Only memory without a file can be asked for: of the files that are open,
 * those of KVM cannot be mapped here. The address, or an error. (The order of
 * the checks is likely [M].)
 *
 * Stands for: ksys_mmap_pgoff, mm/mmap.c, v5.10
 */
s64 sys_mmap(struct mm_struct *mm, unsigned long addr, unsigned long len, unsigned long prot,
	     unsigned long flags, u64 offset)
{
	unsigned long type = flags & MAP_TYPE;
	u32 file = 0;
	s64 ret;

	if (offset & ~PAGE_MASK)
		return -EINVAL;
	if (!(flags & MAP_ANONYMOUS))
		return -EBADF;
	if (!len)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len || len > TASK_SIZE)
		return -ENOMEM;
	if ((flags & MAP_FIXED) && (addr & ~PAGE_MASK))
		return -EINVAL;

	addr = get_unmapped_area(mm, addr, len, flags);
	if (!addr)
		return -ENOMEM;
	if (type != MAP_SHARED && type != MAP_PRIVATE)
		return -EINVAL;

	if (type == MAP_SHARED) {
		file = shmem_file_setup(len);
		if (!file)
			return -ENOMEM;
	}
	ret = do_mmap(mm, file, addr, len, prot, flags, 0);
	return ret ? ret : addr;
}

/* Stands for: __do_munmap, mm/mmap.c, v5.10 */
int do_munmap(struct mm_struct *mm, unsigned long start, unsigned long len)
{
	int ret = -ENOMEM;

	start = untagged_addr(start);
	if ((start & ~PAGE_MASK) || start > TASK_SIZE || len > TASK_SIZE - start)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len)
		return -EINVAL;

	mmap_write_lock(mm);
	if (!split_vma(mm, start) && !split_vma(mm, start + len)) {
		unmap_range(mm, start, start + len);
		ret = 0;
	}
	mmap_write_unlock(mm);
	return ret;
}

/*
 * Pushes one page out to swap, if it is anonymous and this process's alone.
 *
 * Stands for: madvise_cold_or_pageout_pte_range, mm/madvise.c, v5.10
 */
static void pageout_page(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr)
{
	pte_t pte = ptep_get(pte_offset_map(mm, addr));

	if (!vma_is_anonymous(vma) || !pte_present(pte) || pte_special(pte) ||
	    pte_page(pte)->_mapcount != 0)
		return;
	shrink_page(pte_page(pte), addr);
}

/*
 * Of all advice only MADV_PAGEOUT is modelled; other kinds are refused, as one
 * that Linux does not know. Holes are passed over, and told of at the end.
 * (likely [M])
 *
 * Stands for: do_madvise, mm/madvise.c, v5.10
 */
int do_madvise(struct mm_struct *mm, unsigned long start, unsigned long len_in, u32 behavior)
{
	unsigned long len = PAGE_ALIGN(len_in);
	unsigned long end;
	int ret = 0;

	start = untagged_addr(start);
	if (behavior != MADV_PAGEOUT)
		return -EINVAL;
	if (start & ~PAGE_MASK)
		return -EINVAL;
	if (len_in && !len)
		return -EINVAL;
	end = start + len;
	if (end < start)
		return -EINVAL;
	if (end == start)
		return 0;
	if (!in_page_table(start, len))
		return -ENOMEM;

	mmap_read_lock(mm);
	for (; start < end; start += PAGE_SIZE) {
		struct vm_area_struct *vma = find_vma(mm, start);

		if (!vma) {
			ret = -ENOMEM;
			continue;
		}
		if (vma->vm_flags & VM_PFNMAP) {
			ret = -EINVAL;
			break;
		}
		if (CONFIG_SWAP)
			pageout_page(mm, vma, start);
	}
	mmap_read_unlock(mm);
	return ret;
}
