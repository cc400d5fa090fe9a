/*
 * If the VM has MTE already, all of the VMM's memory behind the slot must be
 * able to carry tags. Holes are no matter: what is mapped there later is
 * looked at when the guest touches it.
 *
 * Stands for: kvm_arch_prepare_memory_region, arch/arm64/kvm/mmu.c, v6.2
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
