/*
 * The VMM's page was replaced, and the new one is mapped for the guest at
 * once, read-only, when its tags are valid. Under mmu_lock.
 *
 * Stands for: kvm_set_spte_gfn, arch/arm64/kvm/mmu.c, v5.14
 */
void kvm_set_spte_gfn(struct kvm *kvm, gfn_t gfn, pte_t pte)
{
	if (sanitise_mte_tags(kvm, pte_pfn(pte), PAGE_SIZE))
		return;

	kvm_pgtable_stage2_map(kvm, gfn << PAGE_SHIFT, PAGE_SIZE, pte_pfn(pte), false);
}
