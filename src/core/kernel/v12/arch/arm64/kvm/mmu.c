/*
 * The guest will see the tags of the page, so they are cleared first unless
 * they are valid. The flag is set before that, and tag_sync_lock is not taken:
 * it guards set_pte_at() against set_pte_at() only. A page that is shared with
 * another process can be reached from both sides at once.
 *
 * Stands for: sanitise_mte_tags, arch/arm64/kvm/mmu.c, <20210517123239.8025-5-steven.price@arm.com>
 */
static int sanitise_mte_tags(struct kvm *kvm, unsigned long size, kvm_pfn_t pfn)
{
	struct page *page = pfn_to_online_page(pfn);

	if (!kvm_has_mte(kvm))
		return 0;

	if (!page)
		return -EFAULT;

	if (!test_and_set_bit(PG_mte_tagged, &page->flags))
		mte_clear_page_tags(page_address(page));
	else
		ghost ghost_trust_flag(page);
	return 0;
}

/*
 * The guest touched a page that stage 2 does not map yet, or not writable. The
 * VMM's mmap_lock is dropped before the page is looked up; what excludes a
 * change of the VMM's page table is mmu_lock together with the notifier's
 * count and sequence. (The order is that of v5.17.)
 *
 * Stands for: user_mem_abort, arch/arm64/kvm/mmu.c, <20210517123239.8025-5-steven.price@arm.com>
 */
static int user_mem_abort(struct kvm *kvm, gpa_t fault_ipa, hva_t hva,
			  bool write_fault, bool perm_fault)
{
	unsigned long mmu_seq;
	struct vm_area_struct *vma;
	struct kvm_pfn page;
	int ret = 0;

	mmap_read_lock(kvm->mm);
	vma = find_vma(kvm->mm, hva);
	mmap_read_unlock(kvm->mm);
	if (!vma)
		return -EFAULT;

	mmu_seq = READ_ONCE(kvm->mmu_notifier_seq);
	smp_rmb();

	page = gfn_to_pfn_prot(kvm, gpa_to_gfn(fault_ipa), write_fault, true);
	if (is_error_noslot_pfn(page.pfn))
		return -EFAULT;

	spin_lock(&kvm->mmu_lock);
	if (mmu_notifier_retry(kvm, mmu_seq))
		goto out_unlock;

	if (!perm_fault) {
		ret = sanitise_mte_tags(kvm, PAGE_SIZE, page.pfn);
		if (ret)
			goto out_unlock;
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
 * The VMM's page was replaced, and the new one is mapped for the guest at
 * once, read-only, when its tags are valid. Under mmu_lock.
 *
 * Stands for: kvm_set_spte_gfn, arch/arm64/kvm/mmu.c, <20210517123239.8025-5-steven.price@arm.com>
 */
void kvm_set_spte_gfn(struct kvm *kvm, gfn_t gfn, pte_t pte)
{
	if (sanitise_mte_tags(kvm, PAGE_SIZE, pte_pfn(pte)))
		return;

	kvm_pgtable_stage2_map(kvm, gfn << PAGE_SHIFT, pte_pfn(pte), false);
}

/*
 * Stands for: kvm_arch_prepare_memory_region, arch/arm64/kvm/mmu.c, v5.10
 */
int kvm_arch_prepare_memory_region(struct kvm *kvm, hva_t hva, unsigned long npages)
{
	return 0;
}
