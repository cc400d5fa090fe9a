/*
 * A VM is being restored: the VMM puts saved tags into a page of the guest with
 * KVM_ARM_MTE_COPY_TAGS. The guest runs already, and touches the page for the
 * first time meanwhile. The buffer begins in one page and ends in the next, so
 * the copy goes in two steps.
 *
 *	page 0	the guest's memory; the VMM has written to it
 *	page 1	the argument of the call; at its end, the first half of the buffer
 *	page 2	the second half
 */
#define ARGUMENT	(USER_BASE + PAGE_SIZE)
#define BUFFER		(USER_BASE + 2 * PAGE_SIZE - 128)
#define GRANULE		0x60
#define SAVED_TAG	7

/* What the ioctl has answered. */
s64 copied;

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, ARGUMENT, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	user_str(vmm, BUFFER + GRANULE, SAVED_TAG);
	user_str(vmm, USER_BASE + 2 * PAGE_SIZE, SAVED_TAG);
	vmm_prepares_copy_tags(vmm, ARGUMENT, IPA_BASE, BUFFER, TAGS_TO_GUEST);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
}

/* The guest looks at the tag of a granule. */
void vcpu_looks(int vm)
{
	struct kvm *kvm = &kvms[vm];
	u64 addr = IPA_BASE + GRANULE * MTE_GRANULE_SIZE;

	if (kvm->mte_enabled)
		vcpu_ldg(kvm, addr);
	else
		vcpu_ldr(kvm, addr);
}

/* The VMM puts the saved tags into the page. */
void vmm_restores(int who)
{
	copied = vmm_copies_tags(&mms[who], ARGUMENT);
}
