/*
 * If the VM has MTE already, none of the VMM's memory behind the slot may be
 * shared with other processes: two of them could initialise its tags at once.
 * Holes are no matter: what is mapped there later is looked at when the guest
 * touches it. (v5.14 itself forgot to release mmap_lock on the way out with
 * -EINVAL; that was put right within months, and is not modelled.)
 *
 * Stands for: kvm_arch_prepare_memory_region, arch/arm64/kvm/mmu.c, v5.14
 */
int kvm_arch_prepare_memory_region(struct kvm *kvm, hva_t hva, unsigned long npages)
{
	hva_t end = hva + (npages << PAGE_SHIFT);
	int ret = 0;

	mmap_read_lock(kvm->mm);
	for (; hva < end; hva += PAGE_SIZE) {
		struct vm_area_struct *vma = find_vma(kvm->mm, hva);

		if (kvm_has_mte(kvm) && vma && (vma->vm_flags & VM_SHARED))
			ret = -EINVAL;
	}
	mmap_read_unlock(kvm->mm);
	return ret;
}
