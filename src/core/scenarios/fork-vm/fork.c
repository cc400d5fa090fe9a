/*
 * The case that the review of the KVM series turned on: memory is mapped
 * MAP_SHARED and without PROT_MTE, the process forks, and its VM touches a page
 * for the first time while the child asks for tags.
 *
 * The child has used the page, so it is in the child's page table. The parent
 * is the VMM; its page table is filled when the VM's fault looks the page up.
 */
void prologue(void)
{
	struct mm_struct *parent = &mms[0];
	struct mm_struct *child = &mms[1];
	struct kvm_enable_cap cap;

	boot();
	do_mmap(parent, 1, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);

	cap.cap = KVM_CAP_ARM_MTE;
	cap.flags = 0;
	kvm_create_vm(&kvms[0], parent);
	kvm_vm_ioctl_enable_cap(&kvms[0], cap);
	kvm_vm_ioctl_create_vcpu(&kvms[0], 0);
	kvm_vcpu_set_target(&vcpus[0], KVM_ARM_TARGET_GENERIC_V8, 0);

	dup_mmap(child, parent);
	user_str(child, USER_BASE, 0);
}

/* Gives the VM its memory, if KVM takes it, and runs the vCPU. */
void vmm_adds_memory_and_runs(int vm)
{
	if (kvm_set_memory_region(&kvms[vm], 0, 0, IPA_BASE, PAGE_SIZE, USER_BASE))
		return;
	vcpu_runs(vm);
}
