/*
 * The kernel's accesses to user memory. The model has no exception tables: an
 * access that faults comes back with the fault, which is handled as
 * do_mem_abort() would, and is made again. The user space meant is that of `mm`;
 * in Linux it is always current->mm.
 */

/* With 48-bit virtual addresses, user space ends here. */
#define TASK_SIZE	(1UL << 48)

/*
 * Whether this can be user memory at all. A pointer with a tag in it passes
 * once the program has asked for that with prctl(PR_SET_TAGGED_ADDR_CTRL).
 *
 * Stands for: access_ok, arch/arm64/include/asm/uaccess.h, v5.10
 */
static inline bool access_ok(void __user *addr, unsigned long size)
{
	if (tasks[current_thread()].thread.tagged_addr)
		addr = untagged_addr(addr);
	return size <= TASK_SIZE && addr <= TASK_SIZE - size;
}

/*
 * How many of `bytes` lie in front of the first granule whose tag is not that of
 * the pointer. For a program that has asked for synchronous checks the kernel's
 * accesses are checked as well, so far as it can; they raise no signal. In the
 * other modes they are not. (likely [M]. Here a look at each granule comes
 * first, if its page is there; the copy behind it is not checked again.)
 */
static u32 uaccess_checked(struct mm_struct *mm, u64 addr, u32 bytes)
{
	u32 done = 0;

	if (!uaccess_is_checked())
		return bytes;
	while (done < bytes) {
		if (el0_ldr(mm->pte, addr + done) == -FAULT_TAG_CHECK)
			break;
		done += MTE_GRANULE_SIZE - ((addr + done) & (MTE_GRANULE_SIZE - 1));
	}
	return done < bytes ? done : bytes;
}

/*
 * Bytes that could not be copied; whole words only.
 *
 * Stands for: copy_from_user, include/linux/uaccess.h, v5.10
 */
u32 uaccess_copy_from_user(struct mm_struct *mm, u64 *to, void __user *from, u32 bytes)
{
	u64 missing;
	u32 left;

	if (!access_ok(from, bytes))
		return bytes;
	if (uaccess_checked(mm, from, bytes) < bytes)
		return bytes;

	left = copy_from_user(to, mm->pte, from, bytes);
	missing = from + (bytes - left);
	while (left > 0 && !do_page_fault(mm, missing, 0)) {
		u64 word = from + (bytes - left);
		u32 again = copy_from_user(to + (bytes - left) / 8, mm->pte, word, left);

		if (again < left)
			missing = from + (bytes - again);
		else if (missing == word && ((word ^ (word + 7)) & PAGE_MASK))
			/* It lies across two pages. */
			missing = word + 7;
		else
			break;
		left = again;
	}
	return left;
}

/*
 * Stores tag `granule` of a page as one byte; true if it could.
 *
 * Stands for: __put_user, arch/arm64/include/asm/uaccess.h, v5.10
 */
static bool uaccess_put_tag(struct mm_struct *mm, u8 __user *to, tags_t *from, u32 granule)
{
	u8 tag = ldg(from, granule);

	ghost ghost_handed_out(from, granule, 1);
	if (!uaccess_checked(mm, to, 1))
		return false;
	while (put_user(mm->pte, to, tag) < 0)
		if (do_page_fault(mm, to, FAULT_FLAG_WRITE))
			return false;
	return true;
}

/*
 * Fetches one byte and stores its low four bits as tag `granule` of a page; true if it could.
 *
 * Stands for: __get_user, arch/arm64/include/asm/uaccess.h, v5.10
 */
static bool uaccess_get_tag(struct mm_struct *mm, tags_t *to, u32 granule, u8 __user *from)
{
	s64 byte;

	if (!uaccess_checked(mm, from, 1))
		return false;
	while ((byte = get_user(mm->pte, from)) < 0)
		if (do_page_fault(mm, from, 0))
			return false;
	stg(to, granule, byte & 0xf);
	ghost ghost_copied_in(to, granule, byte & 0xf);
	return true;
}

/*
 * Stores a number of 64 bits, byte by byte; true if it could.
 *
 * Stands for: copy_to_user, include/linux/uaccess.h, v5.10
 */
bool uaccess_put_u64(struct mm_struct *mm, u64 __user *to, u64 value)
{
	u32 i;

	if (!access_ok(to, 8) || uaccess_checked(mm, to, 8) < 8)
		return false;
	for (i = 0; i < 8; i++)
		while (put_user(mm->pte, to + i, value >> 8 * i) < 0)
			if (do_page_fault(mm, to + i, FAULT_FLAG_WRITE))
				return false;
	return true;
}

/* Up to n tags to user memory, at least one; how many, 0 if user memory is not there. */
static unsigned long uaccess_put_tags(struct mm_struct *mm, u8 __user *to, tags_t *from,
				      u32 granule, u32 n)
{
	u32 moved;

	if (!COARSE_USER_COPY)
		return uaccess_put_tag(mm, to, from, granule);

	n = uaccess_checked(mm, to, n);
	if (!n)
		return 0;
	while ((moved = put_user_tags(mm->pte, to, from, granule, n)) == 0)
		if (do_page_fault(mm, to, FAULT_FLAG_WRITE))
			break;
	ghost ghost_handed_out(from, granule, moved);
	return moved;
}

/* Up to n tags from user memory, at least one; how many, 0 if user memory is not there. */
static unsigned long uaccess_get_tags(struct mm_struct *mm, tags_t *to, u32 granule,
				      u8 __user *from, u32 n)
{
	u32 moved;

	if (!COARSE_USER_COPY)
		return uaccess_get_tag(mm, to, granule, from);

	n = uaccess_checked(mm, from, n);
	if (!n)
		return 0;
	while ((moved = get_user_tags(mm->pte, from, to, granule, n)) == 0)
		if (do_page_fault(mm, from, 0))
			break;
	ghost ghost_copied_in_many(to, granule, moved);
	return moved;
}

/* Tags that nobody ever writes: zero. */
tags_t no_tags;

/*
 * Bytes of user memory that could not be zeroed, at most a page of tags.
 *
 * Stands for: clear_user, arch/arm64/include/asm/uaccess.h, v5.10
 */
unsigned long clear_user(struct mm_struct *mm, u8 __user *to, unsigned long n)
{
	if (!access_ok(to, n))
		return n;
	return n - mte_copy_tags_to_user(mm, to, &no_tags, 0, n);
}
