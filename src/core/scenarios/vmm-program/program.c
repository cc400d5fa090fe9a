/*
 * The program. Change it: a number, a call, the order. What it keeps stands in
 * `vmm` below, and in the log of its system calls.
 */
struct vmm {
	s64 kvm;
	s64 vm;
	s64 vcpu;
	s64 mte;
	s64 out;
	s64 in;
};
struct vmm vmm;

void vmm_main(int who)
{
	vmm.kvm = vmm_open();
	vmm_ioctl(vmm.kvm, KVM_CHECK_EXTENSION, KVM_CAP_ARM_MTE);
	vmm.vm = vmm_ioctl(vmm.kvm, KVM_CREATE_VM, 0);

	/* Before the first vCPU. */
	vmm_lays_out(KVM_CAP_ARM_MTE, 0, 0, 0);
	vmm.mte = vmm_ioctl(vmm.vm, KVM_ENABLE_CAP, ARGUMENT);

	vmm_lays_out(0, IPA_BASE, PAGE_SIZE, GUEST_MEMORY);
	vmm_ioctl(vmm.vm, KVM_SET_USER_MEMORY_REGION, ARGUMENT);

	vmm.vcpu = vmm_ioctl(vmm.vm, KVM_CREATE_VCPU, 0);
	vmm_lays_out(KVM_ARM_TARGET_GENERIC_V8, 0, 0, 0);
	vmm_ioctl(vmm.vcpu, KVM_ARM_VCPU_INIT, ARGUMENT);

	/* The guest tags a granule, and switches itself off. */
	vmm_ioctl(vmm.vcpu, KVM_RUN, 0);

	/* Its tags out, one of them changed, and in again. */
	vmm_lays_out(IPA_BASE, PAGE_SIZE, BUFFER, 1);
	vmm.out = vmm_ioctl(vmm.vm, COPY_TAGS_REQUEST, ARGUMENT);
	vmm_stores(BUFFER + 0x61, 5);
	vmm_lays_out(IPA_BASE, PAGE_SIZE, BUFFER, 0);
	vmm.in = vmm_ioctl(vmm.vm, COPY_TAGS_REQUEST, ARGUMENT);

	/* The guest finds both. */
	vmm_ioctl(vmm.vcpu, KVM_RUN, 0);
}
