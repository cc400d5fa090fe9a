/*
 * The guest takes an exception that KVM makes up: an undefined instruction. (In
 * Linux it is noted here, and entered on the way back into the guest.)
 *
 * Stands for: kvm_inject_undefined, arch/arm64/kvm/inject_fault.c, v5.10
 */
static void kvm_inject_undefined(struct kvm_vcpu *vcpu)
{
	if (CONFIG_GUEST_CODE) {
		guest_undefined(&guest_code[vcpu - vcpus].words[0]);
		return;
	}
	/* enter_exception64() */
	vcpu->ctxt.spsr_el1 = vcpu->ctxt.pstate;
	vcpu->ctxt.elr_el1 = vcpu->ctxt.pc;
	vcpu->ctxt.esr_el1 = ESR_ELx_EC_UNKNOWN;
	vcpu->ctxt.pstate = pstate_of_exception(vcpu);
	vcpu->ctxt.pc = guest_vector(vcpu);
}

/*
 * An abort at stage 2. What lies in no slot is a device that the VMM emulates:
 * KVM_RUN comes back to it, and the access counts as done.
 *
 * Stands for: kvm_handle_guest_abort, arch/arm64/kvm/mmu.c, v5.10
 */
static int handle_abort(struct kvm_vcpu *vcpu)
{
	struct kvm_vcpu_fault_info *fault = &vcpu->fault;
	gpa_t ipa = untagged_addr(fault->addr);
	int ret;

	if (kvm_is_error_hva(gfn_to_hva_prot(vcpu->kvm, gpa_to_gfn(ipa), fault->write))) {
		/* io_mem_abort() */
		vcpu->exit_reason = KVM_EXIT_MMIO;
		vcpu->ctxt.pc++;
		return 0;
	}
	ret = kvm_handle_guest_abort(vcpu->kvm, fault->addr, fault->write, fault->permission);
	return ret ? ret : 1;
}

/*
 * 1: back into the guest. 0: back to the VMM, which finds why in exit_reason.
 * Less: an error for the VMM.
 *
 * Stands for: handle_exit, arch/arm64/kvm/handle_exit.c, v5.10
 */
static int handle_exit(struct kvm_vcpu *vcpu, u32 exit_code)
{
	switch (exit_code) {
	case ESR_ELx_EC_SYS64:
		return kvm_handle_sys_reg(vcpu);
	case ESR_ELx_EC_DABT_LOW:
		return handle_abort(vcpu);
	default:
		/* HVC: the guest asks PSCI to be switched off. */
		vcpu->exit_reason = KVM_EXIT_SYSTEM_EVENT;
		return 0;
	}
}

/* Stands for: kvm_arch_vcpu_ioctl_run, arch/arm64/kvm/arm.c, v5.10 */
static s64 kvm_arch_vcpu_ioctl_run(struct kvm_vcpu *vcpu)
{
	int ret = 1;

	if (!READ_ONCE(vcpu->initialized))
		return -ENOEXEC;
	while (ret > 0)
		ret = handle_exit(vcpu, __kvm_vcpu_run(vcpu));
	return ret;
}
