/*
 * What the releases change of this file stands beside it: mmu-abort.c,
 * mmu-set-spte.c, mmu-memslot.c and, where there is MTE for guests,
 * mmu-sanitise.c. In Linux all of it is here.
 */

/*
 * 0: back into the guest, which makes its access again. Less: KVM_RUN returns
 * this to the VMM. (An access to no slot, or a store to a read-only one, is
 * MMIO in Linux; here the VMM emulates nothing.)
 *
 * Stands for: kvm_handle_guest_abort, arch/arm64/kvm/mmu.c, v5.10
 */
int kvm_handle_guest_abort(struct kvm *kvm, gpa_t ipa, bool write_fault, bool perm_fault)
{
	gpa_t fault_ipa = untagged_addr(ipa) & PAGE_MASK;
	hva_t hva = gfn_to_hva_prot(kvm, gpa_to_gfn(fault_ipa), write_fault);

	if (kvm_is_error_hva(hva))
		return -EFAULT;
	return user_mem_abort(kvm, fault_ipa, hva, write_fault, perm_fault);
}

/*
 * Under mmu_lock, for the notifier.
 *
 * Stands for: kvm_unmap_gfn_range, arch/arm64/kvm/mmu.c, v5.17
 */
void kvm_unmap_gfn_range(struct kvm *kvm, gfn_t start, gfn_t end)
{
	kvm_pgtable_stage2_unmap(kvm, start << PAGE_SHIFT, (end - start) << PAGE_SHIFT);
}
