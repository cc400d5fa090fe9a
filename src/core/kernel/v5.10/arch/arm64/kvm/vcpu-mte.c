/*
 * What a vCPU has of MTE. In Linux these stand in kvm_emulate.h, sys_regs.c,
 * reset.c and hyp/exception.c of arm64; here together, since releases differ in
 * them.
 *
 * In this release a guest has nothing of it.
 */

/* Stands for: vcpu_reset_hcr, arch/arm64/include/asm/kvm_emulate.h, v5.10 */
static void vcpu_reset_hcr(struct kvm_vcpu *vcpu)
{
	u64 hcr = HCR_VM | HCR_TID3;

	if (!vcpu_has_feature(vcpu, KVM_ARM_VCPU_EL1_32BIT))
		hcr |= HCR_RW;
	vcpu->hcr_el2 = hcr;
}

/*
 * Whether the guest, and KVM_GET_ONE_REG, find the registers of MTE.
 *
 * Stands for: mte_visibility, arch/arm64/kvm/sys_regs.c, v5.10
 */
static bool mte_visible(struct kvm_vcpu *vcpu)
{
	return false;
}

/*
 * ID_AA64PFR1_EL1.MTE as the guest reads it. The other fields are not modelled.
 *
 * Stands for: read_id_reg, arch/arm64/kvm/sys_regs.c, v5.10
 */
static u64 read_id_aa64pfr1_el1(struct kvm_vcpu *vcpu)
{
	return 0;
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
 *
 * Stands for: enter_exception64, arch/arm64/kvm/hyp/exception.c, v5.10
 */
static u64 pstate_of_exception(struct kvm_vcpu *vcpu)
{
	return PSR_MODE_EL1h;
}
