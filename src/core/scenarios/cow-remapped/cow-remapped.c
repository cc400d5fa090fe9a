/*
 * The guest has read a page that nobody had written to: VMM and guest both have
 * the zero page there. Now the VMM writes to it, and gets a page of its own.
 * KVM is told of the new page just before its PTE is set, and may map it for
 * the guest at once: then no fault comes that would look at its tags.
 */
void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
	vcpu_ldr(&kvms[0], IPA_BASE);
}

/* The guest looks at the tag of a granule. */
void vcpu_looks(int vm)
{
	struct kvm *kvm = &kvms[vm];
	u64 addr = IPA_BASE + 0x60 * MTE_GRANULE_SIZE;

	if (kvm->mte_enabled)
		vcpu_ldg(kvm, addr);
	else
		vcpu_ldr(kvm, addr);
}

/* The VMM writes to guest memory: a packet has arrived, say. */
void vmm_writes(int who)
{
	user_str(&mms[who], USER_BASE, 1);
}
