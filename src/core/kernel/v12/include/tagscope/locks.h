/* Locks that only some releases have: whether one of them is held. For the property lock_held_at_end. */
ghost u64 other_lock_held(void)
{
	return tag_sync_lock.owner != 0;
}
