/*
 * What the guest touches outside of all slots, or stores to a read-only one, is
 * a device that the VMM emulates. The hardware says which access it was if it
 * was a load or store of one register; KVM reads no guest code.
 */

/*
 * Back to the VMM with the access. One that the hardware does not describe (a
 * pair, an exclusive, a write-back, a tag) fails: KVM_RUN gives -ENOSYS, unless
 * the VMM has asked for KVM_EXIT_ARM_NISV, which the model's does not.
 *
 * Stands for: io_mem_abort, arch/arm64/kvm/mmio.c, v5.10
 */
static int io_mem_abort(struct kvm_vcpu *vcpu, gpa_t ipa, u32 esr)
{
	u32 len = 1U << ((esr >> ESR_ELx_SAS_SHIFT) & 3);

	if (!(esr & ESR_ELx_ISV))
		return -ENOSYS;

	vcpu->mmio.phys_addr = ipa;
	vcpu->mmio.len = len;
	vcpu->mmio.is_write = (esr & ESR_ELx_WNR) != 0;
	if (esr & ESR_ELx_WNR)
		vcpu->mmio.data = vcpu_get_reg(vcpu, (esr >> ESR_ELx_SRT_SHIFT) & ESR_ELx_SRT_MASK) &
				  (~0UL >> (64 - 8 * len));
	vcpu->mmio_needed = true;
	vcpu->exit_reason = KVM_EXIT_MMIO;
	return 0;
}

/*
 * The VMM has emulated the access and calls KVM_RUN again: what it read gets
 * into the register, and the instruction is done.
 *
 * Stands for: kvm_handle_mmio_return, arch/arm64/kvm/mmio.c, v5.10
 */
static void kvm_handle_mmio_return(struct kvm_vcpu *vcpu)
{
	u32 esr;

	if (!vcpu->mmio_needed)
		return;
	vcpu->mmio_needed = false;

	esr = vcpu->fault.esr_el2;
	if (!(esr & ESR_ELx_WNR)) {
		u32 unused = 64 - 8 * (1U << ((esr >> ESR_ELx_SAS_SHIFT) & 3));
		u64 data = vcpu->mmio.data << unused;

		data = esr & ESR_ELx_SSE ? (u64)((s64)data >> unused) : data >> unused;
		if (!(esr & ESR_ELx_SF))
			data &= 0xffffffff;
		vcpu_set_reg(vcpu, (esr >> ESR_ELx_SRT_SHIFT) & ESR_ELx_SRT_MASK, data);
	}
	kvm_incr_pc(vcpu);
}

/*
 * The VMM can do nothing for an instruction or a translation table that the guest
 * has where no memory is: that is the guest's own fault, which it gets back. Cache
 * maintenance there is passed over. 1: the guest goes on. (likely [M])
 *
 * Stands for: kvm_handle_guest_abort, arch/arm64/kvm/mmu.c, v5.10
 */
static int kvm_handle_no_memory(struct kvm_vcpu *vcpu, gpa_t ipa, u32 esr)
{
	bool is_iabt = esr >> ESR_ELx_EC_SHIFT == ESR_ELx_EC_IABT_LOW;

	if (is_iabt || (esr & ESR_ELx_S1PTW)) {
		inject_abt64(vcpu, is_iabt);
		return 1;
	}
	if (esr & ESR_ELx_CM) {
		kvm_incr_pc(vcpu);
		return 1;
	}
	return io_mem_abort(vcpu, ipa, esr);
}
