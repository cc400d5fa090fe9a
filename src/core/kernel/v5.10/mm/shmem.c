/* A tmpfs file: its pages by index, as page frame numbers; 0: none yet. */
struct inode {
	unsigned long i_pages[NR_SHMEM_PAGES];
};
struct inode inodes[NR_INODES];

/*
 * A fresh page for the file, locked, unless somebody else was quicker.
 * (likely [M])
 *
 * Stands for: shmem_alloc_and_acct_page, mm/shmem.c, v5.10
 */
static struct page *shmem_alloc_page(struct inode *inode, unsigned long index)
{
	struct page *page = alloc_page();

	if (!page)
		return NULL;
	lock_page(page);
	if (cmpxchg(&inode->i_pages[index], 0, page_to_pfn(page)) == 0)
		return page;
	unlock_page(page);
	return NULL;
}

/*
 * The page of a file behind an address, locked. tmpfs pages are not swapped
 * out here.
 *
 * Stands for: shmem_fault, mm/shmem.c, v5.10
 */
struct page *shmem_fault(struct vm_area_struct *vma, unsigned long address)
{
	struct inode *inode = &inodes[vma->vm_file - 1];
	unsigned long index = vma->vm_pgoff + ((address - vma->vm_start) >> PAGE_SHIFT);
	unsigned long pfn = READ_ONCE(inode->i_pages[index]);
	struct page *page;

	if (!pfn) {
		page = shmem_alloc_page(inode, index);
		if (page)
			return page;
		pfn = READ_ONCE(inode->i_pages[index]);
		if (!pfn)
			return NULL;
	}
	page = pfn_to_page(pfn);
	lock_page(page);
	return page;
}
