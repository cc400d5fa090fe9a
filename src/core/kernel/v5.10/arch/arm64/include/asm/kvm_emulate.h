/*
 * The guest's registers, for KVM. (A guest of vmm/guest-program.c has none but
 * its program counter: what it stores stands in the instruction.)
 */

/* Stands for: vcpu_get_reg, arch/arm64/include/asm/kvm_emulate.h, v5.10 */
static u64 vcpu_get_reg(struct kvm_vcpu *vcpu, u32 reg)
{
	struct guest_code *code = &guest_code[vcpu - vcpus];

	if (!CONFIG_GUEST_CODE)
		return guest_of(vcpu)->text[vcpu->ctxt.pc].reg;
	if (reg == 31)
		return 0;
	return code->words[2 * reg] | (u64)code->words[2 * reg + 1] << 32;
}

/* Stands for: vcpu_set_reg, arch/arm64/include/asm/kvm_emulate.h, v5.10 */
static void vcpu_set_reg(struct kvm_vcpu *vcpu, u32 reg, u64 value)
{
	struct guest_code *code = &guest_code[vcpu - vcpus];

	if (!CONFIG_GUEST_CODE) {
		guest_of(vcpu)->got[vcpu->ctxt.pc] = value;
		return;
	}
	if (reg == 31)
		return;
	code->words[2 * reg] = value;
	code->words[2 * reg + 1] = value >> 32;
}

/* The instruction is done. (kvm_skip_instr() before v5.11 [M])

   Stands for: kvm_incr_pc, arch/arm64/include/asm/kvm_emulate.h, v5.14 */
static void kvm_incr_pc(struct kvm_vcpu *vcpu)
{
	if (CONFIG_GUEST_CODE)
		guest_code[vcpu - vcpus].words[2 * A64_PC] += 4;
	else
		vcpu->ctxt.pc++;
}

/* Stands for: kvm_is_write_fault, arch/arm64/kvm/mmu.c, v5.10 */
static bool kvm_is_write_fault(u32 esr)
{
	return esr >> ESR_ELx_EC_SHIFT != ESR_ELx_EC_IABT_LOW && (esr & ESR_ELx_WNR);
}
