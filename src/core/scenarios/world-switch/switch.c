/*
 * A guest chooses which tags IRG may give and where its random numbers begin,
 * takes a random tag, and gives it to a granule of its first page: that is a
 * stage-2 fault, so the host runs in between. It writes to a device of the VMM's,
 * which comes back from KVM_RUN and calls it again; then the guest looks whether
 * all is as it was. The host has other values in the same registers.
 */
#define GUEST_TAGS	0x00f0
#define GUEST_SEED	0x1234
#define DEVICE_IPA	(IPA_BASE + NR_S2_PTES * PAGE_SIZE)

void prologue(void)
{
	boot();
	vmm_starts(&mms[0]);
	vmm_makes_vm(0, &mms[0], PAGE_SIZE);

	guests[0].vector = NR_GUEST_INSNS - 1;
	guest_text(0, 0, GUEST_MSR, SYS_GCR_EL1, 0xffff & ~GUEST_TAGS);
	guest_text(0, 1, GUEST_MSR, SYS_RGSR_EL1, GUEST_SEED << SYS_RGSR_EL1_SEED_SHIFT);
	/* As if a check had failed, at EL1 and at EL0. */
	guest_text(0, 2, GUEST_MSR, SYS_TFSR_EL1, 1);
	guest_text(0, 3, GUEST_MSR, SYS_TFSRE0_EL1, 2);
	guest_text(0, 4, GUEST_IRG, 0, 0);
	guest_text(0, 5, GUEST_STG, 9, IPA_BASE + 0x60 * MTE_GRANULE_SIZE);
	guest_text(0, 6, GUEST_IRG, 0, 0);
	guest_text(0, 7, GUEST_STR, 1, DEVICE_IPA);
	guest_text(0, 8, GUEST_MRS, SYS_GCR_EL1, 0);
	guest_text(0, 9, GUEST_MRS, SYS_TFSR_EL1, 0);
	guest_text(0, 10, GUEST_MRS, SYS_TFSRE0_EL1, 0);
	guest_text(0, 11, GUEST_IRG, 0, 0);
}

/* The VMM's thread for the vCPU: its device takes the byte, and the guest goes on. */
void vcpu_thread(int vm)
{
	while (kvm_arch_vcpu_ioctl_run(&vcpus[vm]) == 0 && vcpus[vm].exit_reason == KVM_EXIT_MMIO)
		;
}
