/*
 * Guest memory is a hugetlb page, which has two pages here. The VMM puts saved
 * tags into the first of them with KVM_ARM_MTE_COPY_TAGS, and the guest, which
 * runs already, touches both.
 *
 *	pages 0 and 1	the guest's memory
 *	page 2		the argument of the call
 *	page 3		the buffer
 */
#define ARGUMENT	(USER_BASE + 2 * PAGE_SIZE)
#define BUFFER		(USER_BASE + 3 * PAGE_SIZE)

/* What the ioctl has answered. */
s64 copied;

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, FILE_HUGETLB, USER_BASE, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, ARGUMENT, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	user_str(vmm, BUFFER, 7);
	vmm_prepares_copy_tags(vmm, ARGUMENT, IPA_BASE, BUFFER, TAGS_TO_GUEST);
	vmm_makes_vm(0, vmm, 2 * PAGE_SIZE);
}

/* The guest looks at the first page, then at the second. */
void vcpu_looks_at_both(int vm)
{
	struct kvm *kvm = &kvms[vm];

	if (!kvm->mte_enabled) {
		vcpu_ldr(kvm, IPA_BASE);
		return;
	}
	if (vcpu_ldg(kvm, IPA_BASE) >= 0)
		vcpu_ldg(kvm, IPA_BASE + PAGE_SIZE);
}

/* The VMM puts the saved tags into the first page. */
void vmm_restores(int who)
{
	copied = vmm_copies_tags(&mms[who], ARGUMENT);
}
