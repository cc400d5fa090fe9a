/*
 * The guest touched a page that stage 2 does not map yet, or not writable. The
 * VMM's mmap_lock is dropped before the page is looked up; what excludes a
 * change of the VMM's page table is mmu_lock together with the notifier's
 * count and sequence. (The order is that of v5.17.)
 *
 * The guest will see the tags of the page, so they are cleared first unless
 * they are valid; the flag is set before that. Any memory will do, whoever else
 * has it, and what has no struct page is passed over. Of tags that were put
 * aside when the page went to swap nothing is said here, and set_pte_at() of
 * this release restores them behind a tagged PTE only.
 *
 * Stands for: user_mem_abort, arch/arm64/kvm/mmu.c, <20201026155727.36685-3-steven.price@arm.com>
 */
static int user_mem_abort(struct kvm *kvm, gpa_t fault_ipa, hva_t hva,
			  bool write_fault, bool perm_fault)
{
	unsigned long mmu_seq;
	struct vm_area_struct *vma;
	struct stage2_mapping map;
	struct kvm_pfn page;

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
	/* A write to a page that is logged must fault, so that it is seen. */
	if (!write_fault && memslot_is_logging(gfn_to_memslot(kvm, gpa_to_gfn(fault_ipa))))
		page.writable = false;

	spin_lock(&kvm->mmu_lock);
	if (mmu_notifier_retry(kvm, mmu_seq))
		goto out_unlock;
	map = transparent_hugepage_adjust(kvm, hva, page.pfn, fault_ipa);

	if (system_supports_mte() && kvm->mte_enabled && pfn_valid(map.pfn)) {
		unsigned long i, nr_pages = map.size >> PAGE_SHIFT;
		struct page *valid = pfn_to_page(map.pfn);

		for (i = 0; i < nr_pages; i++, valid++) {
			if (!test_and_set_bit(PG_mte_tagged, &valid->flags))
				mte_clear_page_tags(page_address(valid));
			else
				ghost ghost_trust_flag(valid);
		}
	}

	kvm_pgtable_stage2_map(kvm, map.ipa, map.size, map.pfn, page.writable);
	if (page.writable) {
		kvm_set_pfn_dirty(page.pfn);
		mark_page_dirty(kvm, gpa_to_gfn(fault_ipa));
	}

out_unlock:
	spin_unlock(&kvm->mmu_lock);
	return 0;
}
