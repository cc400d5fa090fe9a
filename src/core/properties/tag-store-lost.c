/*
 * A tag that somebody stored stays until somebody stores another: no
 * initialisation by the kernel comes late and overwrites it.
 */
ghost u64 tag_store_lost(void)
{
	u32 frame;

	for (frame = 0; frame < NR_FRAMES && !powered_off; frame++) {
		u32 found = ghost_find_differing(&frame_tags[frame], &owed_tags[frame],
						 &granule_notes[frame], NOTE_STORED, NOTE_STORED);

		if (found && frame + 1 != given_up)
			return place(frame, found - 1);
	}
	return 0;
}
