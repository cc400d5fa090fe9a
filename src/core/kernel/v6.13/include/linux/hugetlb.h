/*
 * What memory of hugetlbfs is by nature: since this release, able to carry tags.
 *
 * Stands for: hugetlbfs_file_mmap, fs/hugetlbfs/inode.c, v6.13
 */
static inline vm_flags_t flags_of_hugetlb(void)
{
	return VM_MTE_ALLOWED;
}

/*
 * Whether a page belongs to a hugetlb page: its first, or the one behind.
 *
 * Stands for: PageHuge, mm/hugetlb.c, v5.10
 */
static inline bool PageHuge(struct page *page)
{
	u64 index = page - mem_map;

	return CONFIG_HUGETLBFS &&
	       test_bit(PG_hugetlb, &mem_map[index & ~(HPAGE_PMD_NR - 1)].flags);
}
