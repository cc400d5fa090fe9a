/*
 * The VMM's page was replaced, and the new one is mapped for the guest at
 * once, read-only. Under mmu_lock. (In v5.10 its name is kvm_set_spte_hva.)
 *
 * Stands for: kvm_set_spte_gfn, arch/arm64/kvm/mmu.c, v5.17
 */
void kvm_set_spte_gfn(struct kvm *kvm, gfn_t gfn, pte_t pte)
{
	kvm_pgtable_stage2_map(kvm, gfn << PAGE_SHIFT, PAGE_SIZE, pte_pfn(pte), false);
}
