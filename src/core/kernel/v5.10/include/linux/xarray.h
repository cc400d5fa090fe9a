/*
 * The saved tags of a swap entry, or NULL. The model's xarray has NR_SAVED slots.
 *
 * Stands for: xa_load, lib/xarray.c, v5.10
 */
static inline tags_t *xa_load_tags(unsigned long index)
{
	u32 i;

	for (i = 0; i < NR_SAVED; i++)
		if (mte_pages[i].present && mte_pages[i].entry == index)
			return &mte_saved_tags[i];
	return NULL;
}

/*
 * Where the tags of a swap entry are kept from now on: in place of those it
 * had, else in a free slot. NULL: there is none, so -ENOMEM.
 *
 * Stands for: xa_store, lib/xarray.c, v5.10
 */
static tags_t *xa_store_tags(unsigned long index)
{
	tags_t *kept = xa_load_tags(index);
	u32 i;

	for (i = 0; i < NR_SAVED && !kept; i++) {
		if (mte_pages[i].present)
			continue;
		mte_pages[i].entry = index;
		mte_pages[i].present = true;
		kept = &mte_saved_tags[i];
	}
	return kept;
}

/* Stands for: xa_erase, lib/xarray.c, v5.10 */
static void xa_erase_tags(unsigned long index)
{
	u32 i;

	for (i = 0; i < NR_SAVED; i++)
		if (mte_pages[i].present && mte_pages[i].entry == index)
			mte_pages[i].present = false;
}
