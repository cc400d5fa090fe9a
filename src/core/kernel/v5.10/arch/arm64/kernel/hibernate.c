/* What the tags of memory are when power has come on: nobody's. The prologue says. */
tags_t tags_after_power_on;

/*
 * What was put aside comes back. The flags of the pages have come back with the
 * image.
 *
 * Stands for: swsusp_mte_restore_tags, arch/arm64/kernel/hibernate.c, v5.10
 */
static void swsusp_mte_restore_tags(void)
{
	u32 i;

	for (i = 0; i < NR_FRAMES; i++) {
		tags_t *tags = xa_load_tags(hibernation_key(PFN_BASE + i));

		if (tags) {
			mte_restore_page_tags(&frame_tags[i], tags);
			xa_erase_tags(hibernation_key(PFN_BASE + i));
		}
	}
}

/* Nobody can look at memory: the image is on disk. */
ghost bool powered_off;

/*
 * Power goes and comes back. The image brings everything back but tags, and in
 * memory they are whatever they happen to be.
 */
static void power_cycle(void)
{
	u32 i, block;

	ghost powered_off = true;
	for (i = 0; i < NR_FRAMES; i++)
		for (block = 0; block < TAG_BLOCKS; block++)
			stgm(&frame_tags[i], block, &tags_after_power_on);
}

/*
 * Everybody is frozen meanwhile. (Left out: writing and reading the image, and
 * devices.)
 *
 * Stands for: swsusp_arch_suspend, arch/arm64/kernel/hibernate.c, v5.10
 */
int swsusp_arch_suspend(void)
{
	int ret = system_supports_mte() ? swsusp_mte_save_tags() : 0;

	if (ret)
		return ret;
	power_cycle();
	swsusp_mte_restore_tags();
	ghost powered_off = false;
	return 0;
}
