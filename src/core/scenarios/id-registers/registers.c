/*
 * Two VMs, the first with MTE, if the kernel has it for guests; each has a vCPU
 * and the same program. It reads its ID register, then the registers of MTE. If
 * there are none, that is an undefined instruction: the handler reads PSTATE.TCO
 * and ends. The VMM can ask for the same registers with KVM_GET_ONE_REG.
 */
#define HANDLER	8

static void guest_reads_registers(int vm)
{
	guests[vm].vector = HANDLER;
	guest_text(vm, 0, GUEST_MRS, SYS_ID_AA64PFR1_EL1, 0);
	guest_text(vm, 1, GUEST_MSR, SYS_GCR_EL1, 0xfffe);
	guest_text(vm, 2, GUEST_MRS, SYS_GCR_EL1, 0);
	guest_text(vm, 3, GUEST_MRS, SYS_RGSR_EL1, 0);
	guest_text(vm, 4, GUEST_MRS, SYS_TFSR_EL1, 0);
	guest_text(vm, 5, GUEST_MRS, SYS_TFSRE0_EL1, 0);
	guest_text(vm, HANDLER, GUEST_MRS, SYS_TCO, 0);
}

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	vmm_starts(vmm);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
	kvm_create_vm(&kvms[1], vmm);
	kvm_set_memory_region(&kvms[1], 0, 0, IPA_BASE, PAGE_SIZE, USER_BASE);
	kvm_vm_ioctl_create_vcpu(&kvms[1], 0);
	kvm_vcpu_set_target(&vcpus[1], KVM_ARM_TARGET_GENERIC_V8, 0);
	guest_reads_registers(0);
	guest_reads_registers(1);
}

/* The VMM's thread for one vCPU. */
void vcpu_thread(int vm)
{
	kvm_arch_vcpu_ioctl_run(&vcpus[vm]);
}
