/*
 * The guest takes an exception that KVM makes up. (In Linux it is noted here,
 * and entered on the way back into the guest.)
 */

/* Stands for: kvm_inject_undefined, arch/arm64/kvm/inject_fault.c, v5.10 */
static void kvm_inject_undefined(struct kvm_vcpu *vcpu)
{
	if (CONFIG_GUEST_CODE) {
		guest_exception(&guest_code[vcpu - vcpus].words[0],
				ESR_ELx_EC_UNKNOWN << ESR_ELx_EC_SHIFT | ESR_ELx_IL, 0);
		return;
	}
	/* enter_exception64() */
	vcpu->ctxt.spsr_el1 = vcpu->ctxt.pstate;
	vcpu->ctxt.elr_el1 = vcpu->ctxt.pc;
	vcpu->ctxt.esr_el1 = ESR_ELx_EC_UNKNOWN;
	vcpu->ctxt.pstate = pstate_of_exception(vcpu);
	vcpu->ctxt.pc = guest_vector(vcpu);
}

/*
 * A synchronous external abort, as from memory that does not answer: of an
 * instruction fetch, or of data. Only a guest that runs code of its own can take
 * one. (likely [M])
 *
 * Stands for: inject_abt64, arch/arm64/kvm/inject_fault.c, v5.10
 */
static void inject_abt64(struct kvm_vcpu *vcpu, bool is_iabt)
{
	struct guest_code *code = &guest_code[vcpu - vcpus];
	bool is_el0 = (code->words[2 * A64_PSTATE] & PSR_MODE_MASK) == PSR_MODE_EL0t;
	u32 ec = is_el0 ? ESR_ELx_EC_IABT_LOW : ESR_ELx_EC_IABT_CUR;

	if (!is_iabt)
		ec |= ESR_ELx_EC_DABT_LOW;
	/* FAR_EL1 gets what FAR_EL2 has. */
	guest_exception(&code->words[0], ec << ESR_ELx_EC_SHIFT | ESR_ELx_IL | ESR_ELx_FSC_EXTABT,
			code->out[2]);
}
