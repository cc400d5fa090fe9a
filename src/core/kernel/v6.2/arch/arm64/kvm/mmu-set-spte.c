/*
 * The VMM's page was replaced. If the tags of the new one are not valid it is
 * left unmapped, and the guest's next access comes here by user_mem_abort().
 * Under mmu_lock.
 *
 * Stands for: kvm_set_spte_gfn, arch/arm64/kvm/mmu.c, v6.2
 */
void kvm_set_spte_gfn(struct kvm *kvm, gfn_t gfn, pte_t pte)
{
	if (kvm_has_mte(kvm) && !page_mte_tagged(pte_page(pte)))
		return;

	kvm_pgtable_stage2_map(kvm, gfn << PAGE_SHIFT, PAGE_SIZE, pte_pfn(pte), false);
}
