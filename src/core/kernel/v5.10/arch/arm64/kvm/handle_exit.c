/*
 * An abort at stage 2. 1: back into the guest, which makes its access again.
 *
 * Stands for: kvm_handle_guest_abort, arch/arm64/kvm/mmu.c, v5.10
 */
static int handle_abort(struct kvm_vcpu *vcpu)
{
	gpa_t ipa = untagged_addr(vcpu->fault.addr);
	u32 esr = vcpu->fault.esr_el2;
	bool write = kvm_is_write_fault(esr);
	int ret;

	if (kvm_is_error_hva(gfn_to_hva_prot(vcpu->kvm, gpa_to_gfn(ipa), write)))
		return kvm_handle_no_memory(vcpu, ipa, esr);
	ret = kvm_handle_guest_abort(vcpu->kvm, ipa, write, (esr & ESR_ELx_FSC_TYPE) == ESR_ELx_FSC_PERM);
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
	case ESR_ELx_EC_WFx:
		return kvm_vcpu_block(vcpu);
	default:
		return kvm_hvc_call_handler(vcpu);
	}
}

/* Stands for: kvm_arch_vcpu_ioctl_run, arch/arm64/kvm/arm.c, v5.10 */
static s64 kvm_arch_vcpu_ioctl_run(struct kvm_vcpu *vcpu)
{
	int ret = 1;

	if (!READ_ONCE(vcpu->initialized))
		return -ENOEXEC;
	if (vcpu->exit_reason == KVM_EXIT_MMIO)
		kvm_handle_mmio_return(vcpu);
	while (ret > 0)
		ret = handle_exit(vcpu, __kvm_vcpu_run(vcpu));
	return ret;
}
