/*
 * The guest touched a page that stage 2 does not map yet, or not writable. The
 * VMM's mmap_lock is dropped before the page is looked up; what excludes a
 * change of the VMM's page table is mmu_lock together with the notifier's
 * count and sequence. (The order is that of v5.17.)
 *
 * Memory that is shared between processes gets no tags: the slot was refused,
 * unless the VMM put the mapping there later.
 *
 * Stands for: user_mem_abort, arch/arm64/kvm/mmu.c, v5.14
 */
static int user_mem_abort(struct kvm *kvm, gpa_t fault_ipa, hva_t hva,
			  bool write_fault, bool perm_fault)
{
	unsigned long mmu_seq;
	struct vm_area_struct *vma;
	struct stage2_mapping map;
	struct kvm_pfn page;
	bool shared = false;
	int ret = 0;

	mmap_read_lock(kvm->mm);
	vma = find_vma(kvm->mm, hva);
	if (vma)
		shared = (vma->vm_flags & VM_SHARED) != 0;
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

	if (!perm_fault && !kvm_is_device_pfn(page.pfn) && kvm_has_mte(kvm)) {
		if (!shared)
			ret = sanitise_mte_tags(kvm, map.pfn, map.size);
		else
			ret = -EFAULT;
		if (ret)
			goto out_unlock;
	}

	kvm_pgtable_stage2_map(kvm, map.ipa, map.size, map.pfn, page.writable);
	if (page.writable) {
		kvm_set_pfn_dirty(page.pfn);
		mark_page_dirty(kvm, gpa_to_gfn(fault_ipa));
	}

out_unlock:
	spin_unlock(&kvm->mmu_lock);
	return ret;
}
