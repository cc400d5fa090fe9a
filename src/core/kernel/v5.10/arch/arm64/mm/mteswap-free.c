/*
 * The swap slot is free: what was kept for it goes.
 *
 * Stands for: mte_invalidate_tags, arch/arm64/mm/mteswap.c, v5.10
 */
void mte_invalidate_tags(swp_entry_t entry)
{
	xa_erase_tags(entry.val);
}
