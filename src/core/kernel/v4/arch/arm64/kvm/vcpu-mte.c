/*
 * What a vCPU has of MTE. In Linux these stand in kvm_emulate.h, sys_regs.c,
 * reset.c and hyp/exception.c of arm64; here together, since releases differ in
 * them.
 *
 * Why MTE is a capability of the VM and not a feature of a vCPU, as SVE and the
 * PMU are, was asked in the review of this posting (Marc Zyngier, 17 November
 * 2020). All vCPUs see the same memory, and tagged memory is a matter of the VM:
 * tags must be kept for a page if one of them could use it. He also asked for
 * AArch32 guests to be refused, which this posting does not do.
 */

/*
 * HCR_EL2 for as long as the vCPU lives. Without ATA the guest's accesses are
 * not checked, tags read as zero, and the registers of MTE trap.
 *
 * Stands for: vcpu_reset_hcr, arch/arm64/include/asm/kvm_emulate.h, <20201026155727.36685-3-steven.price@arm.com>
 */
static void vcpu_reset_hcr(struct kvm_vcpu *vcpu)
{
	u64 hcr = HCR_VM | HCR_TID3;

	if (!vcpu_has_feature(vcpu, KVM_ARM_VCPU_EL1_32BIT))
		hcr |= HCR_RW;
	if (vcpu->kvm->mte_enabled)
		hcr |= HCR_ATA;
	vcpu->hcr_el2 = hcr;
}

/*
 * Whether the guest, and KVM_GET_ONE_REG, find the registers of MTE.
 *
 * Stands for: mte_visibility, arch/arm64/kvm/sys_regs.c, <20201026155727.36685-3-steven.price@arm.com>
 */
static bool mte_visible(struct kvm_vcpu *vcpu)
{
	return vcpu->kvm->mte_enabled;
}

/*
 * ID_AA64PFR1_EL1.MTE as the guest reads it. The other fields are not modelled.
 * What the host has.
 *
 * Stands for: read_id_reg, arch/arm64/kvm/sys_regs.c, <20201026155727.36685-3-steven.price@arm.com>
 */
static u64 read_id_aa64pfr1_el1(struct kvm_vcpu *vcpu)
{
	if (!(vcpu->kvm->mte_enabled))
		return 0;
	return (u64)host_id_aa64pfr1_mte() << ID_AA64PFR1_MTE_SHIFT;
}

/*
 * Whether EL1 may be AArch32. (That the CPUs can is taken for granted.)
 *
 * Stands for: kvm_reset_vcpu, arch/arm64/kvm/reset.c, v5.10
 */
static bool vcpu_allowed_register_width(struct kvm_vcpu *vcpu)
{
	return true;
}

/*
 * PSTATE of the guest as it enters its exception vector.
 * Nothing is said of tag checks, so they go on inside the handler.
 *
 * Stands for: enter_exception64, arch/arm64/kvm/hyp/exception.c, v5.10
 */
static u64 pstate_of_exception(struct kvm_vcpu *vcpu)
{
	return PSR_MODE_EL1h;
}
