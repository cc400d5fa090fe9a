/*
 * Locks that only some releases have: whether one of them is held, as place()
 * encodes it. For the property lock_held_at_end.
 */
ghost u64 other_lock_held(void)
{
	u32 i;

	for (i = 0; i < NR_FRAMES; i++)
		if ((mem_map[i].flags >> PG_mte_lock & 1) && !(mem_map[i].flags >> PG_mte_tagged & 1))
			return place(i, 0);
	return 0;
}
