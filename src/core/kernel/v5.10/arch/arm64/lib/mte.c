/*
 * The loops that Linux writes in assembly (mte.S). One STGM moves the tags of
 * 4 << GMID_EL1.BS bytes: a page takes TAG_BLOCKS of them, and another CPU may
 * look between any two.
 */

/* Stands for: mte_clear_page_tags, arch/arm64/lib/mte.S, v5.10 */
void mte_clear_page_tags(tags_t *addr)
{
	u32 block;

	for (block = 0; block < TAG_BLOCKS; block++) {
		stgm_zero(addr, block);
		ghost ghost_initialised(addr, block);
	}
}

/* Stands for: mte_restore_page_tags, arch/arm64/lib/mte.S, v5.10 */
void mte_restore_page_tags(tags_t *addr, tags_t *tag_storage)
{
	u32 block;

	for (block = 0; block < TAG_BLOCKS; block++) {
		stgm(addr, block, tag_storage);
		ghost ghost_initialised(addr, block);
	}
}

/* Stands for: mte_copy_page_tags, arch/arm64/lib/mte.S, v5.10 */
void mte_copy_page_tags(tags_t *to, tags_t *from)
{
	u32 block;

	for (block = 0; block < TAG_BLOCKS; block++) {
		stgm(to, block, from);
		ghost ghost_copied(to, block, from);
	}
}

/* Stands for: mte_save_page_tags, arch/arm64/lib/mte.S, v5.10 */
void mte_save_page_tags(tags_t *from, tags_t *tag_storage)
{
	u32 block;

	for (block = 0; block < TAG_BLOCKS; block++)
		stgm(tag_storage, block, from);
}

/*
 * The tags of a page from granule `first` on, one a byte, from a user buffer.
 * Answers how many arrived.
 *
 * Stands for: mte_copy_tags_from_user, arch/arm64/lib/mte.S, v5.10
 */
unsigned long mte_copy_tags_from_user(struct mm_struct *mm, tags_t *to, u32 first,
				      u8 __user *from, unsigned long n)
{
	unsigned long done = 0;

	while (done < n) {
		unsigned long moved = uaccess_get_tags(mm, to, first + done, from + done, n - done);

		if (moved == 0)
			break;
		done += moved;
	}
	return done;
}

/*
 * The tags of a page from granule `first` on, one a byte, to a user buffer.
 * Answers how many arrived.
 *
 * Stands for: mte_copy_tags_to_user, arch/arm64/lib/mte.S, v5.10
 */
unsigned long mte_copy_tags_to_user(struct mm_struct *mm, u8 __user *to,
				    tags_t *from, u32 first, unsigned long n)
{
	unsigned long done = 0;

	while (done < n) {
		unsigned long moved = uaccess_put_tags(mm, to + done, from, first + done, n - done);

		if (moved == 0)
			break;
		done += moved;
	}
	return done;
}
