/*
 * Who finds PG_mte_tagged set finds all tags of the page initialised. Noted by
 * ghost_trust_flag() where the flag is believed.
 */
ghost u64 flag_trusted_early(void)
{
	return trusted_flag_early;
}
