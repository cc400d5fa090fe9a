/* The arch-independent form of a swap entry: type in the top bits, offset below. */
typedef struct {
	unsigned long val;
} swp_entry_t;

#define SWP_TYPE_SHIFT		58
#define MAX_SWAPFILES		27

/* Stands for: swp_entry, include/linux/swapops.h, v5.10 */
static inline swp_entry_t swp_entry(unsigned long type, unsigned long offset)
{
	swp_entry_t entry;

	entry.val = type << SWP_TYPE_SHIFT | offset;
	return entry;
}

/* Stands for: swp_type, include/linux/swapops.h, v5.10 */
static inline unsigned long swp_type(swp_entry_t entry)
{
	return entry.val >> SWP_TYPE_SHIFT;
}

/* Stands for: swp_offset, include/linux/swapops.h, v5.10 */
static inline unsigned long swp_offset(swp_entry_t entry)
{
	return entry.val & ((1UL << SWP_TYPE_SHIFT) - 1);
}

/*
 * Neither empty nor a mapping: swapped out, or an entry that migration and
 * the like left in its place.
 *
 * Stands for: is_swap_pte, include/linux/swapops.h, v5.10
 */
static inline bool is_swap_pte(pte_t pte)
{
	return !pte_none(pte) && !pte_present(pte);
}

/*
 * Types from MAX_SWAPFILES on are no swap files: migration, device memory,
 * poisoned pages.
 *
 * Stands for: non_swap_entry, include/linux/swapops.h, v5.10
 */
static inline bool non_swap_entry(swp_entry_t entry)
{
	return swp_type(entry) >= MAX_SWAPFILES;
}

/* Stands for: pte_to_swp_entry, include/linux/swapops.h, v5.10 */
static inline swp_entry_t pte_to_swp_entry(pte_t pte)
{
	return swp_entry((pte_val(pte) & __SWP_TYPE_MASK) >> __SWP_TYPE_SHIFT,
			 (pte_val(pte) & __SWP_OFFSET_MASK) >> __SWP_OFFSET_SHIFT);
}

/* Stands for: swp_entry_to_pte, include/linux/swapops.h, v5.10 */
static inline pte_t swp_entry_to_pte(swp_entry_t entry)
{
	return __pte(swp_type(entry) << __SWP_TYPE_SHIFT |
		     swp_offset(entry) << __SWP_OFFSET_SHIFT);
}

/*
 * What stands in the page table while the page moves elsewhere: a swap entry
 * of a type that no swap file has, with the frame number as offset. (Linux
 * numbers the types from the top, less those that are not built in.)
 */
#define SWP_MIGRATION_READ	MAX_SWAPFILES
#define SWP_MIGRATION_WRITE	(MAX_SWAPFILES + 1)

/* Stands for: make_migration_entry, include/linux/swapops.h, v5.10 */
static inline swp_entry_t make_migration_entry(struct page *page, bool write)
{
	return swp_entry(write ? SWP_MIGRATION_WRITE : SWP_MIGRATION_READ, page_to_pfn(page));
}

/* Stands for: is_migration_entry, include/linux/swapops.h, v5.10 */
static inline bool is_migration_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_MIGRATION_READ || swp_type(entry) == SWP_MIGRATION_WRITE;
}

/* Stands for: is_write_migration_entry, include/linux/swapops.h, v5.10 */
static inline bool is_write_migration_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_MIGRATION_WRITE;
}

/* Stands for: migration_entry_to_page, include/linux/swapops.h, v5.10 */
static inline struct page *migration_entry_to_page(swp_entry_t entry)
{
	return pfn_to_page(swp_offset(entry));
}
