/*
 * Maps guest memory. Stage 2 cannot forbid tags for Normal memory: a guest that
 * may use them sees those of every page that is mapped here. Only what is
 * mapped as a device has none. (In Linux a huge page takes one entry of the
 * level above.)
 *
 * Stands for: kvm_pgtable_stage2_map, arch/arm64/kvm/hyp/pgtable.c, v5.10
 */
void kvm_pgtable_stage2_map(struct kvm *kvm, gpa_t ipa, u64 size, kvm_pfn_t pfn,
			    bool writable)
{
	u64 entry = pfn << PAGE_SHIFT | KVM_PTE_LEAF_ATTR_S2;
	u64 i = (ipa - IPA_BASE) >> PAGE_SHIFT;
	u64 end = i + (size >> PAGE_SHIFT);

	if (kvm_is_device_pfn(pfn))
		entry = (entry & ~KVM_PTE_LEAF_ATTR_S2_MEMATTR) | KVM_PTE_LEAF_ATTR_S2_DEVICE;
	if (writable)
		entry |= KVM_PTE_LEAF_ATTR_S2_S2AP_W;
	for (; i < end; i++, entry += PAGE_SIZE)
		WRITE_ONCE(kvm->s2[i].pte, entry);
}

/*
 * What the guest may write there it may only read from now on.
 *
 * Stands for: kvm_pgtable_stage2_wrprotect, arch/arm64/kvm/hyp/pgtable.c, v5.10
 */
void kvm_pgtable_stage2_wrprotect(struct kvm *kvm, gpa_t ipa, u64 size)
{
	u64 i = (ipa - IPA_BASE) >> PAGE_SHIFT;
	u64 end = i + (size >> PAGE_SHIFT);

	for (; i < end; i++) {
		u64 entry = READ_ONCE(kvm->s2[i].pte);

		if (entry & KVM_PTE_LEAF_ATTR_S2_S2AP_W)
			WRITE_ONCE(kvm->s2[i].pte, entry & ~KVM_PTE_LEAF_ATTR_S2_S2AP_W);
	}
}

/* Stands for: kvm_pgtable_stage2_unmap, arch/arm64/kvm/hyp/pgtable.c, v5.10 */
void kvm_pgtable_stage2_unmap(struct kvm *kvm, gpa_t ipa, u64 size)
{
	u64 i = (ipa - IPA_BASE) >> PAGE_SHIFT;
	u64 end = i + (size >> PAGE_SHIFT);

	for (; i < end; i++)
		if (READ_ONCE(kvm->s2[i].pte) & KVM_PTE_VALID)
			WRITE_ONCE(kvm->s2[i].pte, 0);
}
