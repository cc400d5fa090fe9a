/*
 * Of a hugetlb page only the first page, the folio's head, has the two flags:
 * they speak for all its pages. (In Linux this stands in mte.h.)
 */

/* The page that has the flags. */
static inline struct page *hugetlb_mte_head(struct page *page)
{
	u64 index = page - mem_map;

	return &mem_map[index & ~(HPAGE_PMD_NR - 1)];
}

/* Stands for: folio_test_hugetlb_mte_tagged, arch/arm64/include/asm/mte.h, v6.13 */
static inline bool folio_test_hugetlb_mte_tagged(struct page *page)
{
	return page_mte_tagged(hugetlb_mte_head(page));
}

/* Stands for: folio_set_hugetlb_mte_tagged, arch/arm64/include/asm/mte.h, v6.13 */
static inline void folio_set_hugetlb_mte_tagged(struct page *page)
{
	set_page_mte_tagged(hugetlb_mte_head(page));
}

/*
 * True: the caller has to make the tags valid, of all pages.
 *
 * Stands for: folio_try_hugetlb_mte_tagging, arch/arm64/include/asm/mte.h, v6.13
 */
static inline bool folio_try_hugetlb_mte_tagging(struct page *page)
{
	return try_page_mte_tagging(hugetlb_mte_head(page));
}
