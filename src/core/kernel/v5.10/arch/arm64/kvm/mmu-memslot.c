/*
 * Looks through what the VMM has mapped behind the slot. Holes are no matter:
 * what is mapped there later is looked at when the guest touches it. Writes to
 * the registers of a device cannot be logged. (likely [M])
 *
 * Stands for: kvm_arch_prepare_memory_region, arch/arm64/kvm/mmu.c, v5.10
 */
int kvm_arch_prepare_memory_region(struct kvm *kvm, struct kvm_memory_slot new, u32 change)
{
	hva_t hva = new.userspace_addr;
	hva_t end = hva + (new.npages << PAGE_SHIFT);
	int ret = 0;

	if (change == KVM_MR_DELETE)
		return 0;

	if (!kvm_ipa_space_holds(new.base_gfn, new.npages))
		return -EFAULT;

	mmap_read_lock(kvm->mm);
	for (; hva < end && !ret; hva += PAGE_SIZE) {
		struct vm_area_struct *vma = find_vma(kvm->mm, hva);

		if (!vma)
			continue;
		if ((vma->vm_flags & VM_PFNMAP) && (new.flags & KVM_MEM_LOG_DIRTY_PAGES))
			ret = -EINVAL;
	}
	mmap_read_unlock(kvm->mm);
	return ret;
}
