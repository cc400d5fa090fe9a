/*
 * A laptop is shut. A process has tagged an object; a guest has tagged another,
 * in memory that its VMM maps without tags. Memory goes to disk and comes back;
 * tags are in no image. Then both use their objects by the pointers they had.
 *
 *	process 0	a page with tags
 *	process 1	the VMM: a page without
 */
#define OBJECT		(USER_BASE + 0x2b * MTE_GRANULE_SIZE)
#define GUEST_OBJECT	(IPA_BASE + 0xf1 * MTE_GRANULE_SIZE)
#define OBJECT_TAG	7
#define GUEST_TAG	9

/* What swsusp_arch_suspend() has answered. */
s64 suspended;

void prologue(void)
{
	boot();
	heap_tags(&tags_after_power_on, 0xdead);
	do_mmap(&mms[0], 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_PRIVATE, 0);
	user_stg(&mms[0], OBJECT, OBJECT_TAG);
	do_mmap(&mms[1], 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(&mms[1], USER_BASE, 0);
	vmm_makes_vm(0, &mms[1], PAGE_SIZE);
	if (kvms[0].mte_enabled)
		vcpu_stg(&kvms[0], GUEST_OBJECT, GUEST_TAG);
}

/* All that runs, one after the other: everybody else is frozen. */
void machine_hibernates(int vm)
{
	suspended = swsusp_arch_suspend();
	user_ldr(&mms[0], tagged_pointer(OBJECT, OBJECT_TAG));
	if (kvms[vm].mte_enabled)
		vcpu_ldr(&kvms[vm], tagged_pointer(GUEST_OBJECT, GUEST_TAG));
}
