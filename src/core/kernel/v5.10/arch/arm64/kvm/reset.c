/*
 * The vCPU as it comes out of reset.
 *
 * Stands for: kvm_reset_vcpu, arch/arm64/kvm/reset.c, v5.10
 */
static int kvm_reset_vcpu(struct kvm_vcpu *vcpu)
{
	u32 i;

	if (!vcpu_allowed_register_width(vcpu))
		return -EINVAL;

	vcpu->ctxt.pc = 0;
	vcpu->ctxt.pstate = PSR_MODE_EL1h;
	/* Architecturally unknown: reset_unknown() in Linux. */
	for (i = 0; i < NR_SYS_REGS; i++) {
		vcpu->ctxt.sys_regs[i] = 0;
		ghost vcpu->guest_left[i] = 0;
	}
	return 0;
}

/*
 * `target` is the kind of CPU, `features` a bit for each that is asked for; of
 * these EL1_32BIT is modelled, and the others are let pass. Which CPU a vCPU may
 * be is settled with the first call. (likely [M])
 *
 * Stands for: kvm_arch_vcpu_ioctl_vcpu_init, arch/arm64/kvm/arm.c, v5.10
 */
int kvm_vcpu_set_target(struct kvm_vcpu *vcpu, u32 target, u32 features)
{
	int ret;

	if (target != KVM_ARM_TARGET_GENERIC_V8)
		return -EINVAL;

	/* Bits that no feature has. */
	if (features >> KVM_VCPU_MAX_FEATURES)
		return -ENOENT;

	if (vcpu->initialized && features != vcpu->features)
		return -EINVAL;

	vcpu->features = features;
	ret = kvm_reset_vcpu(vcpu);
	if (ret)
		return ret;
	vcpu_reset_hcr(vcpu);
	WRITE_ONCE(vcpu->initialized, true);
	return 0;
}
