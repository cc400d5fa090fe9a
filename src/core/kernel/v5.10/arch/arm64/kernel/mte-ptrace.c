/*
 * A debugger reads and writes the tags of the process that it traces. In Linux
 * this stands in mte.c; what has changed since is in mte-ptrace-page.c.
 */

/*
 * Tags from granule to granule, one a byte, page by page. Answers how many have
 * moved, or an error if none has: -EIO if the tracee was the reason, -EFAULT if
 * it was the tracer's buffer. (For no tags at all Linux's answer hangs on a
 * variable that nobody has set; here it is -EIO. likely [M])
 *
 * The page is held meanwhile, by nothing that would keep another process from
 * initialising its tags.
 *
 * Stands for: access_remote_tags, arch/arm64/kernel/mte.c, v5.10
 */
static s64 access_remote_tags(struct mm_struct *mm, struct mm_struct *child, u64 addr,
			      u8 __user *buf, u64 len, bool write)
{
	bool readable = false;
	u64 done = 0;

	if (child->undumpable)
		return -EPERM;
	if (!access_ok(buf, len))
		return -EFAULT;

	mmap_read_lock(child);
	while (done < len) {
		struct page *page = get_user_page_remote(child, addr, write);
		u32 first = (addr & ~PAGE_MASK) >> MTE_GRANULE_SHIFT;
		u64 tags = MTE_GRANULES_PER_PAGE - first;

		readable = page && page_tags_accessible(child, addr, page);
		if (!readable)
			break;
		if (tags > len - done)
			tags = len - done;
		if (write) {
			tags = mte_copy_tags_from_user(mm, page_address(page), first, buf + done, tags);
			set_page_dirty(page);
		} else {
			tags = mte_copy_tags_to_user(mm, buf + done, page_address(page), first, tags);
		}
		if (!tags)
			break;
		done += tags;
		addr += tags * MTE_GRANULE_SIZE;
	}
	mmap_read_unlock(child);

	if (done > 0)
		return done;
	return readable ? -EFAULT : -EIO;
}

/*
 * The tracer names its buffer in a struct iovec at `data`, whose iov_len is how
 * many tags it wants and becomes how many have moved.
 *
 * Stands for: mte_ptrace_copy_tags, arch/arm64/kernel/mte.c, v5.10
 */
s64 mte_ptrace_copy_tags(struct mm_struct *mm, struct mm_struct *child, u64 request, u64 addr,
			 u64 __user *data)
{
	struct task_struct *task = &tasks[current_thread()];
	s64 moved;

	if (!system_supports_mte())
		return -EIO;
	/* struct iovec: iov_base and iov_len. */
	if (uaccess_copy_from_user(mm, &task->stack[0], data, 16))
		return -EFAULT;

	addr &= ~(MTE_GRANULE_SIZE - 1UL);
	moved = access_remote_tags(mm, child, addr, task->stack[0], task->stack[1],
				   request == PTRACE_POKEMTETAGS);
	if (moved < 0)
		return moved;
	return uaccess_put_u64(mm, data + 8, moved) ? 0 : -EFAULT;
}
