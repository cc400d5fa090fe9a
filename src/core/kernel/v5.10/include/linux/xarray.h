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
