/*
 * What a program says of itself. Of all options those are modelled that have to
 * do with tags, and PR_SET_DUMPABLE, which closes the program to debuggers.
 *
 * Stands for: prctl, kernel/sys.c, v5.10
 */
s64 sys_prctl(struct mm_struct *mm, u32 option, u64 arg2, u64 arg3, u64 arg4, u64 arg5)
{
	switch (option) {
	case PR_GET_DUMPABLE:
		return !mm->undumpable;
	case PR_SET_DUMPABLE:
		if (arg2 > 1)
			return -EINVAL;
		mm->undumpable = !arg2;
		return 0;
	case PR_SET_TAGGED_ADDR_CTRL:
		if (arg3 || arg4 || arg5)
			return -EINVAL;
		if (CONFIG_ARM64_TAGGED_ADDR_ABI)
			return set_tagged_addr_ctrl(arg2);
		return -EINVAL;
	case PR_GET_TAGGED_ADDR_CTRL:
		if (arg2 || arg3 || arg4 || arg5)
			return -EINVAL;
		if (CONFIG_ARM64_TAGGED_ADDR_ABI)
			return get_tagged_addr_ctrl();
		return -EINVAL;
	default:
		return -EINVAL;
	}
}
