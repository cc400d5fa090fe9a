/*
 * Two programs make the same mistake. Each asks for tag checks with prctl(), one
 * for synchronous ones and one for asynchronous ones; maps a page with PROT_MTE;
 * and has a heap that gives every object a random tag, and another one when the
 * object is freed. Then it uses an object that it has freed: first it hands the
 * old pointer to a system call, then it stores through it; then it makes another
 * call.
 */

/* All tags but 0, which the heap keeps for what is in no object. */
#define HEAP_TAGS	0xfffe

/* What the calls of a program have answered. */
struct program_answers {
	s64 openat;
	s64 prctl;
};
struct program_answers answers[NR_MMS];

void prologue(void)
{
	u32 i;

	boot();
	for (i = 0; i < NR_TASKS; i++)
		flush_thread(i);
}

/* The heap hands out the object at addr, or takes it back: another tag than it has. */
static u64 heap_retags(struct mm_struct *mm, u64 addr, u64 tag)
{
	u64 next = user_irg(1UL << tag);

	user_stg(mm, addr, next);
	return next;
}

/* The program: `tcf` is how it wants its accesses checked. */
void program(int who, int tcf)
{
	struct mm_struct *mm = &mms[who];
	u64 object;
	u64 pointer;
	u64 tag;

	sys_prctl(mm, PR_SET_TAGGED_ADDR_CTRL,
		  PR_TAGGED_ADDR_ENABLE | tcf | HEAP_TAGS << PR_MTE_TAG_SHIFT, 0, 0, 0);
	object = sys_mmap(mm, 0, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE,
			  MAP_PRIVATE | MAP_ANONYMOUS, 0);

	tag = heap_retags(mm, object, 0);
	pointer = tagged_pointer(object, tag);
	if (user_str(mm, pointer, '/') < 0)
		return;
	heap_retags(mm, object, tag);

	answers[who].openat = do_sys_open(mm, pointer);
	if (user_str(mm, pointer, '!') < 0 || !el0_svc())
		return;
	answers[who].prctl = sys_prctl(mm, PR_GET_TAGGED_ADDR_CTRL, 0, 0, 0, 0);
}
