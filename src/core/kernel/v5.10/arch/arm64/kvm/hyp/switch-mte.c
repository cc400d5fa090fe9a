/*
 * The registers of MTE, between host and guest. In Linux these stand in
 * asm/kvm_mte.h and hyp/sysreg-sr.h of arm64.
 *
 * In this release the guest cannot reach them, so they stay the host's.
 */
/* Later releases put the host's aside here, and load the guest's. */
static void mte_switch_to_guest(struct kvm_vcpu *vcpu)
{
}

/* And the other way round. */
static void mte_switch_to_hyp(struct kvm_vcpu *vcpu)
{
}

/* What tag checks have found, with the registers of EL1. */
static void __sysreg_save_mte_state(struct kvm_cpu_context *ctxt, struct kvm_vcpu *vcpu)
{
}

/* And back. */
static void __sysreg_restore_mte_state(struct kvm_cpu_context *ctxt, struct kvm_vcpu *vcpu)
{
}
