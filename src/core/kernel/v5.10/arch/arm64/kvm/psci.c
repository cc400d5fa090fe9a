/*
 * The guest calls by HVC, and KVM answers itself: the VMM learns of it only if
 * the machine is to be switched off or reset. A VM of the model has one vCPU.
 */

/*
 * The vCPU sleeps until an interrupt comes. In the model none ever does, so
 * whoever runs the VMM stops it with a signal.
 *
 * Stands for: kvm_vcpu_block, virt/kvm/kvm_main.c, v5.10
 */
static int kvm_vcpu_block(struct kvm_vcpu *vcpu)
{
	vcpu->exit_reason = KVM_EXIT_INTR;
	return -EINTR;
}

/* Stands for: kvm_prepare_system_event, arch/arm64/kvm/psci.c, v5.10 */
static int kvm_system_event(struct kvm_vcpu *vcpu, u32 type)
{
	/* For a VMM that runs the vCPU again all the same. */
	vcpu_set_reg(vcpu, 0, PSCI_RET_INTERNAL_FAILURE);
	vcpu->system_event = type;
	vcpu->exit_reason = KVM_EXIT_SYSTEM_EVENT;
	return 0;
}

/* Whether there is such a call. Only those with addresses or affinities are of 64 bits too. */
static s32 kvm_psci_features(u32 fn)
{
	switch (fn) {
	case PSCI_0_2_FN_CPU_SUSPEND | PSCI_0_2_64BIT:
	case PSCI_0_2_FN_CPU_ON | PSCI_0_2_64BIT:
	case PSCI_0_2_FN_AFFINITY_INFO | PSCI_0_2_64BIT:
	case PSCI_0_2_FN_CPU_SUSPEND:
	case PSCI_0_2_FN_CPU_ON:
	case PSCI_0_2_FN_AFFINITY_INFO:
	case PSCI_0_2_FN_PSCI_VERSION:
	case PSCI_0_2_FN_CPU_OFF:
	case PSCI_0_2_FN_MIGRATE_INFO_TYPE:
	case PSCI_0_2_FN_SYSTEM_OFF:
	case PSCI_0_2_FN_SYSTEM_RESET:
	case PSCI_1_0_FN_PSCI_FEATURES:
	case ARM_SMCCC_VERSION_FUNC_ID:
		return PSCI_RET_SUCCESS;
	default:
		return PSCI_RET_NOT_SUPPORTED;
	}
}

/*
 * 1: the guest goes on, with the answer in X0. 0: back to the VMM. Less: an error
 * for the VMM. Without KVM_ARM_VCPU_PSCI_0_2 the vCPU has the calls of PSCI 0.1,
 * which are not modelled. (likely [M])
 *
 * Stands for: kvm_psci_call, arch/arm64/kvm/psci.c, v5.10
 */
static int kvm_psci_call(struct kvm_vcpu *vcpu)
{
	u32 fn = vcpu_get_reg(vcpu, 0);
	s64 val = PSCI_RET_NOT_SUPPORTED;

	if (vcpu_has_feature(vcpu, KVM_ARM_VCPU_PSCI_0_2)) {
		switch (fn) {
		case PSCI_0_2_FN_PSCI_VERSION:
			val = KVM_ARM_PSCI_LATEST;
			break;
		case PSCI_1_0_FN_PSCI_FEATURES:
			val = kvm_psci_features(vcpu_get_reg(vcpu, 1));
			break;
		case PSCI_0_2_FN_MIGRATE_INFO_TYPE:
			val = PSCI_0_2_TOS_MP;
			break;
		case PSCI_0_2_FN_CPU_ON:
		case PSCI_0_2_FN_CPU_ON | PSCI_0_2_64BIT:
			/* The only vCPU is the one that calls. */
			val = vcpu_get_reg(vcpu, 1) ? PSCI_RET_INVALID_PARAMS : PSCI_RET_ALREADY_ON;
			break;
		case PSCI_0_2_FN_AFFINITY_INFO:
		case PSCI_0_2_FN_AFFINITY_INFO | PSCI_0_2_64BIT:
			val = vcpu_get_reg(vcpu, 1) ? PSCI_RET_INVALID_PARAMS : PSCI_0_2_AFFINITY_LEVEL_ON;
			break;
		case PSCI_0_2_FN_CPU_OFF:
		case PSCI_0_2_FN_CPU_SUSPEND:
		case PSCI_0_2_FN_CPU_SUSPEND | PSCI_0_2_64BIT:
			vcpu_set_reg(vcpu, 0, PSCI_RET_SUCCESS);
			return kvm_vcpu_block(vcpu);
		case PSCI_0_2_FN_SYSTEM_OFF:
			return kvm_system_event(vcpu, KVM_SYSTEM_EVENT_SHUTDOWN);
		case PSCI_0_2_FN_SYSTEM_RESET:
			return kvm_system_event(vcpu, KVM_SYSTEM_EVENT_RESET);
		default:
			break;
		}
	}
	vcpu_set_reg(vcpu, 0, val);
	return 1;
}

/*
 * HVC. A guest of vmm/guest-program.c has one call: to be switched off.
 *
 * Stands for: kvm_hvc_call_handler, arch/arm64/kvm/hypercalls.c, v5.10
 */
static int kvm_hvc_call_handler(struct kvm_vcpu *vcpu)
{
	if (!CONFIG_GUEST_CODE) {
		vcpu->exit_reason = KVM_EXIT_SYSTEM_EVENT;
		return 0;
	}
	if ((u32)vcpu_get_reg(vcpu, 0) == ARM_SMCCC_VERSION_FUNC_ID) {
		vcpu_set_reg(vcpu, 0, ARM_SMCCC_VERSION_1_1);
		return 1;
	}
	return kvm_psci_call(vcpu);
}
