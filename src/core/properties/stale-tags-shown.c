/* Where a page that is mapped shows a tag that its owner never stored and is not owed; 0: nowhere. */
ghost static u64 stale_tag_behind(u64 pfn)
{
	u64 frame = pfn - PFN_BASE;
	u32 found;

	if (frame >= NR_FRAMES || frame + 1 == given_up || powered_off)
		return 0;
	found = ghost_find_differing(&frame_tags[frame], &owed_tags[frame],
				     &granule_notes[frame], NOTE_STORED, 0);
	return found ? place(frame, found - 1) : 0;
}

ghost static u64 stale_tag_for_user(struct mm_struct *mm)
{
	u32 i;

	for (i = 0; i < NR_PTES; i++) {
		pte_t pte = mm->pte[i];
		u64 found;

		if (!pte_valid_user(pte) || !pte_tagged(pte))
			continue;
		found = stale_tag_behind(pte_pfn(pte));
		if (found)
			return found;
	}
	return 0;
}

ghost static u64 stale_tag_for_guest(struct kvm *kvm)
{
	u32 i;

	if (!kvm->mte_enabled)
		return 0;
	for (i = 0; i < NR_S2_PTES; i++) {
		u64 entry = kvm->s2[i].pte;
		u64 found;

		/* The registers of a device have no tags. */
		if (!(entry & KVM_PTE_VALID) ||
		    (entry & KVM_PTE_LEAF_ATTR_S2_MEMATTR) != KVM_PTE_LEAF_ATTR_S2_NORMAL)
			continue;
		found = stale_tag_behind((entry & PTE_ADDR_MASK) >> PAGE_SHIFT);
		if (found)
			return found;
	}
	return 0;
}

/*
 * No user space and no guest can see tags that a former owner of the page
 * left in it: what is mapped with tags shows what its owner is owed.
 */
ghost u64 stale_tags_shown(void)
{
	u64 found = 0;
	u32 i;

	for (i = 0; i < NR_MMS && !found; i++)
		found = stale_tag_for_user(&mms[i]);
	for (i = 0; i < NR_KVMS && !found; i++)
		found = stale_tag_for_guest(&kvms[i]);
	return found;
}
