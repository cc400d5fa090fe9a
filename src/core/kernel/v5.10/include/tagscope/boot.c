/*
 * The machine as a scenario finds it: up for a while, so that every frame but
 * that of the zero page had an owner before, who left tags in it.
 *
 * Nothing here exists in Linux, except what it calls.
 */

/*
 * A page of tags as a heap leaves it: objects of one to ten granules, each
 * with a tag of its own, here and there a granule of tag 0 between them.
 */
void heap_tags(tags_t *tags, u64 seed)
{
	u64 random = seed;
	u32 granule = 0;
	u32 tag = 0;

	while (granule < MTE_GRANULES_PER_PAGE) {
		u32 left;

		random = random * 6364136223846793005 + 1442695040888963407;
		left = 1 + (random >> 40) % 10;
		/* Neighbours differ: that is what an allocator tags for. */
		tag = 1 + (tag + (random >> 50) % 14) % 15;
		while (left > 0 && granule < MTE_GRANULES_PER_PAGE) {
			stg(tags, granule, tag);
			granule++;
			left--;
		}
		if ((random >> 60) < 5 && granule < MTE_GRANULES_PER_PAGE) {
			stg(tags, granule, 0);
			granule++;
		}
	}
}

/* Called first by every prologue. */
void boot(void)
{
	u32 i;

	for (i = 1; i < NR_FRAMES; i++)
		heap_tags(&frame_tags[i], 0x5eed + i);
	if (system_supports_mte())
		cpu_enable_mte();
	host_sets_tag_registers();
	dev_kvm_open = DEV_KVM_OPEN;
}
