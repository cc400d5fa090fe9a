/*
 * A VMM with a VM, both up and running, that waits for calls of every kind. Its
 * memory, at USER_BASE:
 *
 *	page 0, 1	the guest's, at IPA 0x40000; the guest tags page 0
 *	page 2, 3	nobody's yet
 *	page 4, 5	for the arguments of calls and for what they point to
 *	page 6, 7	nothing
 *
 * Pages can be pushed out to swap, and the frames that they come back to had an
 * owner before. There is room for a second VM. Each time the vCPU is reset and
 * runs, the guest gives a granule a random tag and switches itself off.
 *
 * The VMM is process 1000. It traces process 1001, which has at USER_BASE:
 *
 *	page 0		memory with PROT_MTE, every fifteenth granule with a tag of its own
 *	page 1		memory without
 *	page 2		memory with PROT_MTE that it may only read
 *	page 3		nothing
 *	page 4		memory with PROT_MTE that nobody has written yet
 *
 * and process 1002, which is closed to debuggers.
 */
#define ARGUMENT_HVA	(USER_BASE + 4 * PAGE_SIZE)

/* The process that the VMM looks at. */
static void tracee_starts(struct mm_struct *mm)
{
	u32 granule;

	do_mmap(mm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_PRIVATE, 0);
	do_mmap(mm, 0, USER_BASE + PAGE_SIZE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(mm, 0, USER_BASE + 2 * PAGE_SIZE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE,
		MAP_PRIVATE, 0);
	do_mmap(mm, 0, USER_BASE + 4 * PAGE_SIZE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE,
		MAP_PRIVATE, 0);
	for (granule = 0; granule < MTE_GRANULES_PER_PAGE; granule += 15)
		user_stg(mm, USER_BASE + granule * MTE_GRANULE_SIZE, 1 + granule / 15 % 15);
	user_str(mm, USER_BASE + PAGE_SIZE, 0);
	user_stg(mm, USER_BASE + 2 * PAGE_SIZE, 7);
	do_mprotect(mm, USER_BASE + 2 * PAGE_SIZE, PAGE_SIZE, PROT_READ);
	mm->tracer = 1;
}

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, ARGUMENT_HVA, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	user_str(vmm, USER_BASE + PAGE_SIZE, 0);
	user_str(vmm, ARGUMENT_HVA, 0);
	user_str(vmm, ARGUMENT_HVA + PAGE_SIZE, 0);

	vmm_makes_vm(0, vmm, 2 * PAGE_SIZE);
	guests[0].vector = 4;
	guest_text(0, 0, GUEST_IRG, 0, 0);
	guest_text(0, 1, GUEST_STG, 9, IPA_BASE + 0x60 * MTE_GRANULE_SIZE);
	guest_text(0, 2, GUEST_LDG, 0, IPA_BASE + PAGE_SIZE);

	tracee_starts(&mms[1]);
	mms[2].tracer = 1;
	mms[2].undumpable = true;
	flush_thread(0);
}
