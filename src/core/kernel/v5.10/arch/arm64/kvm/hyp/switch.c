/*
 * From the host to the guest and back. The host is taken to run at EL1, as
 * without VHE: the guest's registers take the place of its own. (With VHE some
 * of this happens when the vCPU is loaded, and the host's TFSR is another
 * register.) Only the registers that have to do with tags are modelled.
 *
 * Answers why the guest was left: ESR_ELx_EC_...
 *
 * Stands for: __kvm_vcpu_run, arch/arm64/kvm/hyp/nvhe/switch.c, v5.10
 */
static u32 __kvm_vcpu_run(struct kvm_vcpu *vcpu)
{
	struct cpu *cpu = &cpus[current_thread()];
	struct kvm_cpu_context *host = &kvm_host_data[current_thread()].host_ctxt;
	struct kvm_cpu_context *guest = &vcpu->ctxt;
	u32 exit_code;

	ghost ghost_switches();
	__sysreg_save_mte_state(host, vcpu);
	__sysreg_restore_mte_state(guest, vcpu);
	/* __activate_traps() */
	WRITE_ONCE(cpu->hcr_el2, vcpu->hcr_el2);
	/* __guest_enter() */
	mte_switch_to_guest(vcpu);
	ghost ghost_runs(1 + (vcpu - vcpus));

	exit_code = guest_runs(vcpu);

	/* __guest_exit() */
	ghost ghost_switches();
	mte_switch_to_hyp(vcpu);
	__sysreg_save_mte_state(guest, vcpu);
	/* __deactivate_traps() */
	WRITE_ONCE(cpu->hcr_el2, HCR_HOST_FLAGS);
	__sysreg_restore_mte_state(host, vcpu);
	ghost ghost_runs(0);
	return exit_code;
}
