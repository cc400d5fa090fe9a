/*
 * The registers of MTE, between host and guest. In Linux these stand in
 * asm/kvm_mte.h and hyp/sysreg-sr.h of arm64.
 *
 * In this release the guest cannot reach them, so they stay the host's.
 */
static void mte_switch_to_guest(struct kvm_vcpu *vcpu)
{
}

static void mte_switch_to_hyp(struct kvm_vcpu *vcpu)
{
}

static void __sysreg_save_mte_state(struct kvm_cpu_context *ctxt, struct kvm_vcpu *vcpu)
{
}

static void __sysreg_restore_mte_state(struct kvm_cpu_context *ctxt, struct kvm_vcpu *vcpu)
{
}
