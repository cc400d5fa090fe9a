/* Where the guest's memory has another tag than where the guest comes from; 0: nowhere. */
ghost u64 left_behind;

/* A guest of one VM goes on in another: what it has stored must be there, page by page of its first slot. */
ghost void ghost_guest_goes_on(u32 from, u32 to)
{
	struct kvm_memory_slot *slot = &kvms[from].memslots[0];
	u32 i;

	for (i = 0; i < slot->npages && kvms[from].mte_enabled; i++) {
		u64 at = ((slot->userspace_addr - USER_BASE) >> PAGE_SHIFT) + i;
		u64 here = pte_pfn(mms[to].pte[at]) - PFN_BASE;
		u64 there = pte_pfn(mms[from].pte[at]) - PFN_BASE;
		u32 found = ghost_find_differing(&frame_tags[here], &frame_tags[there],
						 &granule_notes[there], NOTE_STORED, NOTE_STORED);

		if (found && !left_behind)
			left_behind = place(here, found - 1);
	}
}

/* A guest that was moved finds the tags that it has stored. */
ghost u64 tags_left_behind(void)
{
	return left_behind;
}
