/*
 * The registers of MTE, between host and guest. In Linux these stand in
 * asm/kvm_mte.h and hyp/sysreg-sr.h of arm64.
 *
 * No ISB stands behind the change: the host may go on for a moment with what
 * the guest had in GCR_EL1. That takes a CPU that runs ahead, which the model has
 * not; v13 added it. (The text is that of v12; v11's is likely the same.)
 */

/*
 * Just before the guest is entered. If it has no MTE, it cannot reach these.
 *
 * Stands for: mte_switch_to_guest, arch/arm64/include/asm/kvm_mte.h, <20210517123239.8025-6-steven.price@arm.com>
 */
static void mte_switch_to_guest(struct kvm_vcpu *vcpu)
{
	struct kvm_cpu_context *host = &kvm_host_data[current_thread()].host_ctxt;
	struct kvm_cpu_context *guest = &vcpu->ctxt;

	if (!system_supports_mte() || !(vcpu->hcr_el2 & HCR_ATA))
		return;

	host->sys_regs[RGSR_EL1] = read_sysreg(RGSR_EL1);
	host->sys_regs[GCR_EL1] = read_sysreg(GCR_EL1);

	write_sysreg(guest->sys_regs[RGSR_EL1], RGSR_EL1);
	write_sysreg(guest->sys_regs[GCR_EL1], GCR_EL1);
}

/*
 * Right behind the guest.
 *
 * Stands for: mte_switch_to_hyp, arch/arm64/include/asm/kvm_mte.h, <20210517123239.8025-6-steven.price@arm.com>
 */
static void mte_switch_to_hyp(struct kvm_vcpu *vcpu)
{
	struct kvm_cpu_context *host = &kvm_host_data[current_thread()].host_ctxt;
	struct kvm_cpu_context *guest = &vcpu->ctxt;

	if (!system_supports_mte() || !(vcpu->hcr_el2 & HCR_ATA))
		return;

	guest->sys_regs[RGSR_EL1] = read_sysreg(RGSR_EL1);
	guest->sys_regs[GCR_EL1] = read_sysreg(GCR_EL1);

	write_sysreg(host->sys_regs[RGSR_EL1], RGSR_EL1);
	write_sysreg(host->sys_regs[GCR_EL1], GCR_EL1);
}

/*
 * With the other registers of EL1: what tag checks have found at EL1 and at EL0.
 *
 * Stands for: __sysreg_save_el1_state, arch/arm64/kvm/hyp/include/hyp/sysreg-sr.h, <20210517123239.8025-6-steven.price@arm.com>
 */
static void __sysreg_save_mte_state(struct kvm_cpu_context *ctxt, struct kvm_vcpu *vcpu)
{
	if (!(kvm_has_mte(vcpu->kvm)))
		return;
	ctxt->sys_regs[TFSR_EL1] = read_sysreg(TFSR_EL1);
	ctxt->sys_regs[TFSRE0_EL1] = read_sysreg(TFSRE0_EL1);
}

/* Stands for: __sysreg_restore_el1_state, arch/arm64/kvm/hyp/include/hyp/sysreg-sr.h, <20210517123239.8025-6-steven.price@arm.com> */
static void __sysreg_restore_mte_state(struct kvm_cpu_context *ctxt, struct kvm_vcpu *vcpu)
{
	if (!(kvm_has_mte(vcpu->kvm)))
		return;
	write_sysreg(ctxt->sys_regs[TFSR_EL1], TFSR_EL1);
	write_sysreg(ctxt->sys_regs[TFSRE0_EL1], TFSRE0_EL1);
}
