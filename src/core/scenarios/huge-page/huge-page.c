/*
 * Guest memory is a huge page, which has two pages here. The guest touches one
 * of them, and stage 2 maps both: so the tags of both must be valid by then.
 * Meanwhile the VMM asks for tags itself.
 */
void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	hugepage_madvise(vmm, USER_BASE);
	user_str(vmm, USER_BASE, 0);
	vmm_makes_vm(0, vmm, 2 * PAGE_SIZE);
}

/* The guest looks at the second page, then at the first. */
void vcpu_looks_at_both(int vm)
{
	struct kvm *kvm = &kvms[vm];

	if (!kvm->mte_enabled) {
		vcpu_ldr(kvm, IPA_BASE + PAGE_SIZE);
		return;
	}
	if (vcpu_ldg(kvm, IPA_BASE + PAGE_SIZE) >= 0)
		vcpu_ldg(kvm, IPA_BASE);
}

/* The VMM maps the huge page with tags. */
void vmm_mprotects(int who)
{
	do_mprotect(&mms[who], USER_BASE, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE);
}
