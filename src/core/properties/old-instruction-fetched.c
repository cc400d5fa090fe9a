/* Nobody runs an instruction that has been replaced. Noted by user_fetch() where it is fetched. */
ghost u64 old_instruction_fetched(void)
{
	return fetched_old;
}
