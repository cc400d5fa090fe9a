/* Where a dump went wrong, as vmm_dumps() and the guest note it; 0: nowhere. */
ghost u64 dump_failed;

/* A VMM that reads its guest's memory gets what the guest has put there, and leaves it as it was. */
ghost u64 guest_memory_misread(void)
{
	return dump_failed;
}
