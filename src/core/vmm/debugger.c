/* A debugger's memory: a struct iovec, and behind it the tags that it asks for. */
#define IOVEC_HVA	USER_BASE
#define PEEKED_HVA	(USER_BASE + 64)
#define NR_PEEKED	2
/* The granules that it looks at: the last of a page, which are cleared last. */
#define PEEKED		((MTE_GRANULES_PER_PAGE - NR_PEEKED) * MTE_GRANULE_SIZE)

/* The debugger starts, and has attached to a process, which is stopped. */
void debugger_attaches(struct mm_struct *mm, struct mm_struct *tracee)
{
	do_mmap(mm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	vmm_stores_u64(mm, IOVEC_HVA, PEEKED_HVA);
	vmm_stores_u64(mm, IOVEC_HVA + 8, NR_PEEKED);
	tracee->tracer = 1 + (mm - mms);
}

/* What ptrace() has answered the debugger. */
s64 peek_answer;

/* The debugger reads tags of the tracee's first page. */
void debugger_peeks(int who, int tracee)
{
	peek_answer = sys_ptrace(&mms[who], PTRACE_PEEKMTETAGS, PID_BASE + tracee, USER_BASE + PEEKED,
				 IOVEC_HVA);
}
