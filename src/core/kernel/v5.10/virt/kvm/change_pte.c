/*
 * In Linux this stands in kvm_main.c; here apart, since later releases do
 * without it.
 */

/* Stands for: kvm_mmu_notifier_change_pte, virt/kvm/kvm_main.c, v5.17 */
void kvm_mmu_notifier_change_pte(struct kvm *kvm, hva_t address, pte_t pte)
{
	u32 i;

	for (i = 0; i < NR_MEMSLOTS; i++) {
		struct kvm_memory_slot *slot = &kvm->memslots[i];

		if (address < slot->userspace_addr ||
		    address >= slot->userspace_addr + (slot->npages << PAGE_SHIFT))
			continue;
		spin_lock(&kvm->mmu_lock);
		kvm_set_spte_gfn(kvm, hva_to_gfn_memslot(address, slot), pte);
		spin_unlock(&kvm->mmu_lock);
	}
}
