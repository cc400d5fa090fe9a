/*
 * What memory of hugetlbfs is by nature: in this release not sure to be able to
 * carry tags, so PROT_MTE is refused.
 *
 * Stands for: hugetlbfs_file_mmap, fs/hugetlbfs/inode.c, v5.10
 */
static inline vm_flags_t flags_of_hugetlb(void)
{
	return VM_NONE;
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
