/*
 * Two threads of a VMM share the file of a new VM. One asks for MTE, while the
 * other makes a vCPU and initialises it.
 */
void prologue(void)
{
	boot();
	vmm_starts(&mms[0]);
	kvm_create_vm(&kvms[0], &mms[0]);
}

void vmm_enables_mte(int vm)
{
	struct kvm_enable_cap cap;

	cap.cap = KVM_CAP_ARM_MTE;
	cap.flags = 0;
	kvm_vm_ioctl_enable_cap(&kvms[vm], cap);
}

void vmm_makes_vcpu(int vm)
{
	if (kvm_vm_ioctl_create_vcpu(&kvms[vm], 0) < 0)
		return;
	kvm_vcpu_set_target(&vcpus[vm], KVM_ARM_TARGET_GENERIC_V8, 0);
}
