/* The process that is mms[i] has process number PID_BASE + i. */
#define PID_BASE	1000

/*
 * The process of that number, if `tracer` traces it, else NULL. (In the model
 * one that is traced was attached to before, and is stopped all the time.)
 *
 * Stands for: ptrace_check_attach, kernel/ptrace.c, v5.10
 */
static struct mm_struct *find_tracee(struct mm_struct *tracer, u32 pid)
{
	u32 nr = pid - PID_BASE;

	if (nr >= NR_MMS || mms[nr].tracer != 1 + (tracer - mms))
		return NULL;
	return &mms[nr];
}

/*
 * Of all requests only those about tags are modelled; others are refused, as
 * one that Linux does not know.
 *
 * Stands for: ptrace, kernel/ptrace.c, v5.10
 */
s64 sys_ptrace(struct mm_struct *mm, u64 request, u32 pid, u64 addr, u64 data)
{
	struct mm_struct *child = find_tracee(mm, pid);

	if (!child)
		return -ESRCH;
	if (request != PTRACE_PEEKMTETAGS && request != PTRACE_POKEMTETAGS)
		return -EIO;
	return mte_ptrace_copy_tags(mm, child, request, addr, data);
}
