/*
 * A VM is being restored: the VMM puts saved tags into a page of the guest with
 * KVM_ARM_MTE_COPY_TAGS. The guest runs code of its own already. The buffer begins
 * in one page and ends in the next, so the copy goes in two steps.
 *
 *	pages 0 to 2	the guest's memory: code, a translation table, data
 *	page 3		the argument of the call; at its end, the first half of the buffer
 *	page 4		the second half
 */
#define GUEST_PAGES	3
#define VMM_PAGES	5
#define GUEST_DATA	(IPA_BASE + 2 * PAGE_SIZE)
#define ARGUMENT	(USER_BASE + 3 * PAGE_SIZE)
#define BUFFER		(USER_BASE + 4 * PAGE_SIZE - 128)
/* Of the granules that the guest uses, one in each half. */
#define LOW_GRANULE	0x10
#define HIGH_GRANULE	0xf0
#define SAVED_TAG	7

/* What the ioctl has answered. */
s64 copied;

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];
	u32 i;

	boot();
	do_mmap(vmm, 0, USER_BASE, VMM_PAGES * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	for (i = 0; i < VMM_PAGES; i++)
		user_str(vmm, USER_BASE + i * PAGE_SIZE, 0);
	user_str(vmm, BUFFER + LOW_GRANULE, SAVED_TAG);
	user_str(vmm, BUFFER + HIGH_GRANULE, SAVED_TAG);
	vmm_prepares_copy_tags(vmm, ARGUMENT, GUEST_DATA, BUFFER, TAGS_TO_GUEST);
	vmm_makes_vm(0, vmm, GUEST_PAGES * PAGE_SIZE);
	guest_code_starts(0, vmm);
}

/* The VMM's thread for the vCPU. */
void vcpu_thread(int vm)
{
	vmm_runs_vcpu(vm);
}

/* The VMM puts the saved tags into the page. */
void vmm_restores(int who)
{
	copied = vmm_copies_tags(&mms[who], ARGUMENT);
}
