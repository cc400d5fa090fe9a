/*
 * What a vCPU has of MTE. In Linux these stand in kvm_emulate.h, sys_regs.c,
 * reset.c and hyp/exception.c of arm64; here together, since releases differ in
 * them.
 *
 * All vCPUs of a VM see the same memory, so MTE is a capability of the VM, not a
 * feature that a vCPU is made with.
 */

/*
 * HCR_EL2 for as long as the vCPU lives. Without ATA the guest's accesses are
 * not checked, tags read as zero, and the registers of MTE trap.
 *
 * Stands for: vcpu_reset_hcr, arch/arm64/include/asm/kvm_emulate.h, v5.14
 */
static void vcpu_reset_hcr(struct kvm_vcpu *vcpu)
{
	u64 hcr = HCR_VM | HCR_TID3;

	if (!vcpu_has_feature(vcpu, KVM_ARM_VCPU_EL1_32BIT))
		hcr |= HCR_RW;
	if (kvm_has_mte(vcpu->kvm))
		hcr |= HCR_ATA;
	vcpu->hcr_el2 = hcr;
}

/*
 * Whether the guest, and KVM_GET_ONE_REG, find the registers of MTE.
 *
 * Stands for: mte_visibility, arch/arm64/kvm/sys_regs.c, v5.14
 */
static bool mte_visible(struct kvm_vcpu *vcpu)
{
	return kvm_has_mte(vcpu->kvm);
}

/*
 * ID_AA64PFR1_EL1.MTE as the guest reads it. The other fields are not modelled.
 * What the host has.
 *
 * Stands for: read_id_reg, arch/arm64/kvm/sys_regs.c, v5.14
 */
static u64 read_id_aa64pfr1_el1(struct kvm_vcpu *vcpu)
{
	if (!(kvm_has_mte(vcpu->kvm)))
		return 0;
	return (u64)host_id_aa64pfr1_mte() << ID_AA64PFR1_MTE_SHIFT;
}

/*
 * Whether EL1 may be AArch32. (That the CPUs can is taken for granted.)
 * AArch32 has no tags, and a VM with MTE no AArch32 at EL1; at EL0 it may.
 *
 * Stands for: kvm_reset_vcpu, arch/arm64/kvm/reset.c, v5.14
 */
static bool vcpu_allowed_register_width(struct kvm_vcpu *vcpu)
{
	return !vcpu_has_feature(vcpu, KVM_ARM_VCPU_EL1_32BIT) || !kvm_has_mte(vcpu->kvm);
}

/*
 * PSTATE of the guest as it enters its exception vector.
 * With tag checks overridden, as the architecture has it for exceptions that the
 * hardware takes.
 *
 * Stands for: enter_exception64, arch/arm64/kvm/hyp/exception.c, v5.14
 */
static u64 pstate_of_exception(struct kvm_vcpu *vcpu)
{
	return PSR_MODE_EL1h | (kvm_has_mte(vcpu->kvm) ? PSR_TCO_BIT : 0);
}
