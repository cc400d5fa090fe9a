/*
 * What the properties must remember, beside the machine: ghosts. They are
 * part of the state, but nothing that runs can read them.
 */

/* Tags that the owner of a frame is entitled to see: stored last, cleared to or saved. */
ghost tags_t owed_tags[NR_FRAMES];

/* What happened to a granule since its frame was handed to its owner. */
#define NOTE_INITIALISED	1	/* the kernel wrote its tag */
#define NOTE_STORED		2	/* somebody who maps the page stored a tag, or the VMM had KVM store it */
ghost tags_t granule_notes[NR_FRAMES];

/* The first place where a set PG_mte_tagged was believed too early, as the properties encode it. */
ghost u32 trusted_flag_early;

/* The first tag that the kernel handed to a program though nobody is owed it, as the properties encode it. */
ghost u32 stale_tag_handed_out;

/* How a property says where it broke: never 0. */
ghost u64 place(u64 frame, u64 granule)
{
	return 1 + (frame << 16 | granule << 4);
}

/* A page got a new owner, who must find zero tags in it. */
ghost void ghost_new_owner(struct page *page)
{
	u64 frame = page - mem_map;

	ghost_fill(&granule_notes[frame], 0);
	ghost_fill(&owed_tags[frame], 0);
}

/* A page came back from swap: its owner must find the saved tags in it. */
ghost void ghost_swapped_in(struct page *page, tags_t *saved)
{
	u64 frame = page - mem_map;

	ghost_fill(&granule_notes[frame], 0);
	ghost_copy(&owed_tags[frame], saved);
}

/* The same for a page that is read back from swap just now, if tags were saved for its entry. */
ghost void ghost_read_back(struct page *page, swp_entry_t entry)
{
	tags_t *saved = xa_load_tags(entry.val);

	if (saved)
		ghost_swapped_in(page, saved);
}

/* What the owner of one page has, another page gets: it was copied, or it moved. */
ghost void ghost_handed_on(struct page *to, struct page *from)
{
	ghost_copy(&owed_tags[to - mem_map], &owed_tags[from - mem_map]);
}

/* One block of tags of a page was copied to another, with what is known of it. */
ghost void ghost_copied(tags_t *to, u32 block, tags_t *from)
{
	ghost_copy_block(&granule_notes[to - frame_tags], block, &granule_notes[from - frame_tags]);
}

/* The kernel wrote one block of the tags of a page, to clear or restore them. */
ghost void ghost_initialised(tags_t *tags, u32 block)
{
	ghost_or_block(&granule_notes[tags - frame_tags], block, NOTE_INITIALISED);
}

/* A user or a guest stored a tag through a mapping of this frame. */
ghost void ghost_stored(u64 frame, u64 granule, u32 tag)
{
	ghost_set(&owed_tags[frame], granule, tag);
	ghost_or(&granule_notes[frame], granule, NOTE_INITIALISED | NOTE_STORED);
}

/* The kernel stored a tag on behalf of user space, which handed it in a buffer. */
ghost void ghost_copied_in(tags_t *tags, u32 granule, u32 tag)
{
	u64 frame = tags - frame_tags;

	ghost_set(&owed_tags[frame], granule, tag);
	ghost_or(&granule_notes[frame], granule, NOTE_INITIALISED | NOTE_STORED);
}

/*
 * The same for many in one step, when copies are coarse. (Ghosts copy blocks
 * only: if a copy ends inside of a block, what lies behind it in that block is
 * taken for owed as it is.)
 */
ghost void ghost_copied_in_many(tags_t *tags, u32 first, u32 count)
{
	u32 size = MTE_GRANULES_PER_PAGE / TAG_BLOCKS;
	u64 frame = tags - frame_tags;
	u32 i;

	for (i = first / size; i * size < first + count; i++)
		ghost_copy_block(&owed_tags[frame], i, tags);
	for (i = first; i < first + count; i++)
		ghost_or(&granule_notes[frame], i, NOTE_INITIALISED | NOTE_STORED);
}

/*
 * 1 + the frame whose tags are wiped because a copy to it broke off. Its owner
 * is told, and is owed nothing in the meantime.
 */
ghost u32 given_up;

/* A copy broke off: its page is about to be wiped. */
ghost void ghost_give_up(struct page *page)
{
	given_up = 1 + (page - mem_map);
}

/* Wiped: the page starts again from zero. */
ghost void ghost_given_up(struct page *page)
{
	u64 frame = page - mem_map;

	ghost_fill(&owed_tags[frame], 0);
	ghost_fill(&granule_notes[frame], NOTE_INITIALISED);
	given_up = 0;
}

/* Stands on every branch that skips work because PG_mte_tagged is set. */
ghost void ghost_trust_flag(struct page *page)
{
	u64 frame = page - mem_map;
	u32 found = ghost_find(&granule_notes[frame], NOTE_INITIALISED, 0);

	if (found && !trusted_flag_early)
		trusted_flag_early = place(frame, found - 1);
}

/* The kernel has read tags to hand them to a program in a buffer. */
ghost void ghost_handed_out(tags_t *tags, u32 first, u32 count)
{
	u64 frame = tags - frame_tags;
	u32 i;

	if (tags == &no_tags || frame + 1 == given_up)
		return;
	for (i = first; i < first + count && !stale_tag_handed_out; i++)
		if (ghost_get(tags, i) != ghost_get(&owed_tags[frame], i))
			stale_tag_handed_out = place(frame, i);
}
