/*
 * The guest will see the tags of the page, so they are made valid first. The
 * lock holds off a set_pte_at() of whatever process: memory may be shared.
 *
 * Stands for: sanitise_mte_tags, arch/arm64/kvm/mmu.c, v6.4
 */
static void sanitise_mte_tags(struct kvm *kvm, kvm_pfn_t pfn, unsigned long size)
{
	struct page *page = pfn_to_page(pfn);

	if (!kvm_has_mte(kvm))
		return;

	if (try_page_mte_tagging(page)) {
		mte_clear_page_tags(page_address(page));
		set_page_mte_tagged(page);
	}
}

/*
 * The guest touched a page that stage 2 does not map yet, or not writable. What
 * the VMM's mapping is like and the notifier's sequence are read while
 * mmap_lock is held; from there on mmu_lock and the sequence tell whether the
 * VMM's page table has changed.
 *
 * Stands for: user_mem_abort, arch/arm64/kvm/mmu.c, v6.4
 */
static int user_mem_abort(struct kvm *kvm, gpa_t fault_ipa, hva_t hva,
			  bool write_fault, bool perm_fault)
{
	unsigned long mmu_seq;
	struct vm_area_struct *vma;
	struct kvm_pfn page;
	bool mte_allowed = false;
	int ret = 0;

	mmap_read_lock(kvm->mm);
	vma = find_vma(kvm->mm, hva);
	if (vma)
		mte_allowed = (vma->vm_flags & VM_MTE_ALLOWED) != 0;
	mmu_seq = READ_ONCE(kvm->mmu_notifier_seq);
	mmap_read_unlock(kvm->mm);
	if (!vma)
		return -EFAULT;

	page = gfn_to_pfn_prot(kvm, gpa_to_gfn(fault_ipa), write_fault, true);
	if (is_error_noslot_pfn(page.pfn))
		return -EFAULT;

	spin_lock(&kvm->mmu_lock);
	if (mmu_notifier_retry(kvm, mmu_seq))
		goto out_unlock;

	if (!perm_fault && kvm_has_mte(kvm)) {
		if (!mte_allowed) {
			ret = -EFAULT;
			goto out_unlock;
		}
		sanitise_mte_tags(kvm, page.pfn, PAGE_SIZE);
	}

	kvm_pgtable_stage2_map(kvm, fault_ipa, page.pfn, page.writable);
	if (page.writable)
		set_page_dirty(pfn_to_page(page.pfn));

out_unlock:
	spin_unlock(&kvm->mmu_lock);
	return ret;
}

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

/*
 * The VMM's page was replaced. If the tags of the new one are not valid it is
 * left unmapped, and the guest's next access comes here by user_mem_abort().
 * Under mmu_lock.
 *
 * Stands for: kvm_set_spte_gfn, arch/arm64/kvm/mmu.c, v6.4
 */
void kvm_set_spte_gfn(struct kvm *kvm, gfn_t gfn, pte_t pte)
{
	if (kvm_has_mte(kvm) && !page_mte_tagged(pte_page(pte)))
		return;

	kvm_pgtable_stage2_map(kvm, gfn << PAGE_SHIFT, pte_pfn(pte), false);
}

/*
 * If the VM has MTE already, all of the VMM's memory behind the slot must be
 * able to carry tags. Holes are no matter: what is mapped there later is
 * looked at when the guest touches it.
 *
 * Stands for: kvm_arch_prepare_memory_region, arch/arm64/kvm/mmu.c, v6.4
 */
int kvm_arch_prepare_memory_region(struct kvm *kvm, hva_t hva, unsigned long npages)
{
	hva_t end = hva + (npages << PAGE_SHIFT);
	int ret = 0;

	mmap_read_lock(kvm->mm);
	for (; hva < end; hva += PAGE_SIZE) {
		struct vm_area_struct *vma = find_vma(kvm->mm, hva);

		if (kvm_has_mte(kvm) && vma && !(vma->vm_flags & VM_MTE_ALLOWED))
			ret = -EINVAL;
	}
	mmap_read_unlock(kvm->mm);
	return ret;
}
