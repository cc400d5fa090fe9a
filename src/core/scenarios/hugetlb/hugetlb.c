/*
 * Guest memory is a hugetlb page, which has two pages here, and the guest has it
 * at an address that is aligned otherwise than the VMM's. So stage 2 maps it page
 * by page, and each fault makes valid the tags of one page only.
 */
#define SLOT	(IPA_BASE + PAGE_SIZE)

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];
	struct kvm *kvm = &kvms[0];
	struct kvm_enable_cap cap;

	boot();
	do_mmap(vmm, FILE_HUGETLB, USER_BASE, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);

	cap.cap = KVM_CAP_ARM_MTE;
	cap.flags = 0;
	kvm_create_vm(kvm, vmm);
	kvm_vm_ioctl_enable_cap(kvm, cap);
	kvm_set_memory_region(kvm, 0, 0, SLOT, 2 * PAGE_SIZE, USER_BASE);
	kvm_vm_ioctl_create_vcpu(kvm, 0);
	kvm_vcpu_set_target(&vcpus[0], KVM_ARM_TARGET_GENERIC_V8, 0);
}

/* The guest looks at one page, then at the other. */
void vcpu_looks_at_both(int vm)
{
	struct kvm *kvm = &kvms[vm];

	if (!kvm->mte_enabled) {
		vcpu_ldr(kvm, SLOT);
		return;
	}
	if (vcpu_ldg(kvm, SLOT) >= 0)
		vcpu_ldg(kvm, SLOT + PAGE_SIZE);
}
