/*
 * What a guest does with its memory: its stage 1 maps every address to itself,
 * as Normal Tagged memory. An access that stage 2 does not allow exits to KVM.
 * All answer less than 0 if the guest cannot go on.
 */

/* A tag store through stage 2; to the registers of a device it does nothing. */
ghost void ghost_guest_stored(struct kvm *kvm, u64 ptr, u32 tag)
{
	pte_t pte = kvm->s2[(untagged_addr(ptr) - IPA_BASE) >> PAGE_SHIFT];

	if ((pte_val(pte) & KVM_PTE_LEAF_ATTR_S2_MEMATTR) == KVM_PTE_LEAF_ATTR_S2_NORMAL)
		ghost_stored(pte_pfn(pte) - PFN_BASE, (ptr & ~PAGE_MASK) >> MTE_GRANULE_SHIFT, tag);
}

/* An access of the guest faulted. True if it may be tried again. */
static bool guest_exit(struct kvm *kvm, u64 ptr, s64 fault, bool write)
{
	if (fault == -FAULT_TAG_CHECK) {
		/* The guest's own affair: its program gets a signal. */
		force_sig_fault(SIGSEGV, SEGV_MTESERR, untagged_addr(ptr));
		return false;
	}
	if (fault == -FAULT_ALIGNMENT) {
		force_sig_fault(SIGBUS, BUS_ADRALN, untagged_addr(ptr));
		return false;
	}
	return kvm_handle_guest_abort(kvm, ptr, write, fault == -FAULT_PERMISSION) == 0;
}

/* LDG of the guest. */
s64 vcpu_ldg(struct kvm *kvm, u64 ptr)
{
	s64 ret;

	while ((ret = guest_ldg(kvm->s2, ptr)) < 0)
		if (!guest_exit(kvm, ptr, ret, false))
			break;
	return ret;
}

/* STG of the guest. */
s64 vcpu_stg(struct kvm *kvm, u64 ptr, u32 tag)
{
	s64 ret;

	while ((ret = guest_stg(kvm->s2, ptr, tag)) < 0)
		if (!guest_exit(kvm, ptr, ret, true))
			break;
	ghost if (ret >= 0 && (vcpus[kvm - kvms].hcr_el2 & HCR_ATA))
		ghost_guest_stored(kvm, ptr, tag);
	return ret;
}

/* LDR of the guest. */
s64 vcpu_ldr(struct kvm *kvm, u64 ptr)
{
	s64 ret;

	while ((ret = guest_ldr(kvm->s2, ptr)) < 0)
		if (!guest_exit(kvm, ptr, ret, false))
			break;
	return ret;
}

/* STR of the guest. */
s64 vcpu_str(struct kvm *kvm, u64 ptr, u32 byte)
{
	s64 ret;

	while ((ret = guest_str(kvm->s2, ptr, byte)) < 0)
		if (!guest_exit(kvm, ptr, ret, true))
			break;
	return ret;
}

/*
 * The first granule that the guest hands out on its first page. A guest whose
 * ID registers show no MTE uses the memory without tags.
 */
void vcpu_runs(int vm)
{
	struct kvm *kvm = &kvms[vm];
	u64 addr = IPA_BASE + 0x60 * MTE_GRANULE_SIZE;

	if (!kvm->mte_enabled) {
		vcpu_ldr(kvm, addr);
		return;
	}
	if (vcpu_ldg(kvm, addr) < 0)
		return;
	if (vcpu_stg(kvm, addr, 9) < 0)
		return;
	vcpu_ldr(kvm, tagged_pointer(addr, 9));
}

/* The guest's heap fills a page: all its granules get tags. */
void guest_fills_page(struct kvm *kvm, u64 ipa, tags_t *pattern)
{
	u32 granule;

	if (!kvm->mte_enabled) {
		vcpu_ldr(kvm, ipa);
		return;
	}
	for (granule = 0; granule < MTE_GRANULES_PER_PAGE; granule++)
		vcpu_stg(kvm, ipa + granule * MTE_GRANULE_SIZE, ldg(pattern, granule));
}
