/*
 * Guest memory is private, but the VMM has forked, and so far neither side has
 * written: parent and child have the same page, read-only. The guest reads it
 * while the child asks for tags. No memory is MAP_SHARED here, and the child's
 * notifiers know nothing of the VM.
 */
void prologue(void)
{
	struct mm_struct *vmm = &mms[0];
	struct mm_struct *child = &mms[1];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
	dup_mmap(child, vmm);
}

/* The guest looks at the tag of a granule, and at what is in it. */
void vcpu_reads(int vm)
{
	struct kvm *kvm = &kvms[vm];
	u64 addr = IPA_BASE + 0x60 * MTE_GRANULE_SIZE;

	if (!kvm->mte_enabled || vcpu_ldg(kvm, addr) >= 0)
		vcpu_ldr(kvm, addr);
}
