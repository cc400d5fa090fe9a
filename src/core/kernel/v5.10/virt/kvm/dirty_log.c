/*
 * Which pages of a slot were written, for a VMM that migrates the VM while it
 * runs. In Linux this stands in kvm_main.c. (All of it likely [M].)
 */

/* struct kvm_dirty_log: the slot, and where the VMM wants its bitmap. */
#define KVM_GET_DIRTY_LOG	0x4010AE42

/*
 * Whether first writes to the pages of a slot must be seen. (A slot may be gone
 * by now: in Linux a vCPU keeps the slots that it has begun with.)
 *
 * Stands for: memslot_is_logging, arch/arm64/kvm/mmu.c, v5.10
 */
bool memslot_is_logging(struct kvm_memory_slot *slot)
{
	return slot && (slot->flags & (KVM_MEM_LOG_DIRTY_PAGES | KVM_MEM_READONLY)) == KVM_MEM_LOG_DIRTY_PAGES;
}

/*
 * The guest may write to a page from now on, so it counts as written. Tags are
 * part of it: a tag store to a page that is write-protected faults as well.
 *
 * Stands for: mark_page_dirty, virt/kvm/kvm_main.c, v5.10
 */
void mark_page_dirty(struct kvm *kvm, gfn_t gfn)
{
	struct kvm_memory_slot *slot = gfn_to_memslot(kvm, gfn);

	if (slot && (slot->flags & KVM_MEM_LOG_DIRTY_PAGES))
		set_bit(gfn - slot->base_gfn, &slot->dirty_bitmap);
}

/*
 * The VMM asks for a slot to be logged, or no longer. The first write to each
 * page must be seen, so none is left writable.
 *
 * Stands for: kvm_arch_commit_memory_region, arch/arm64/kvm/mmu.c, v5.10
 */
void kvm_arch_commit_memory_region(struct kvm *kvm, struct kvm_memory_slot *slot)
{
	if (!(slot->flags & KVM_MEM_LOG_DIRTY_PAGES))
		return;

	/* kvm_mmu_wp_memory_region() */
	spin_lock(&kvm->mmu_lock);
	kvm_pgtable_stage2_wrprotect(kvm, slot->base_gfn << PAGE_SHIFT, slot->npages << PAGE_SHIFT);
	spin_unlock(&kvm->mmu_lock);
}

/*
 * Pages that are reported are protected again, before anyone copies them: a
 * write behind that is for the next report.
 *
 * Stands for: kvm_get_dirty_log_protect, virt/kvm/kvm_main.c, v5.10
 */
static u64 kvm_get_dirty_log_protect(struct kvm *kvm, struct kvm_memory_slot *slot)
{
	u64 mask;
	u32 i;

	spin_lock(&kvm->mmu_lock);
	mask = xchg(&slot->dirty_bitmap, 0);
	/* kvm_arch_mmu_enable_log_dirty_pt_masked() */
	for (i = 0; i < slot->npages; i++)
		if ((mask >> i) & 1)
			kvm_pgtable_stage2_wrprotect(kvm, (slot->base_gfn + i) << PAGE_SHIFT, PAGE_SIZE);
	spin_unlock(&kvm->mmu_lock);
	return mask;
}

/*
 * Takes the argument of KVM_GET_DIRTY_LOG from user memory, and puts the bitmap
 * where it says: a bit a page. (In Linux slots_lock is held around all of it.)
 *
 * Stands for: kvm_vm_ioctl_get_dirty_log, virt/kvm/kvm_main.c, v5.10
 */
s64 kvm_vm_ioctl_get_dirty_log(struct kvm *kvm, struct mm_struct *mm, u64 __user *arg)
{
	struct task_struct *task = &tasks[current_thread()];
	struct kvm_memory_slot *slot;
	s64 ret = -ENOENT;
	u32 id;

	/* struct kvm_dirty_log has 16 bytes: slot and padding make one word. */
	if (uaccess_copy_from_user(mm, &task->stack[0], arg, 16))
		return -EFAULT;

	/* The upper half would name another address space: arm64 has one. */
	id = task->stack[0];
	if (id >= NR_MEMSLOTS)
		return -EINVAL;

	mutex_lock(&kvm->slots_lock);
	slot = &kvm->memslots[id];
	if (slot->npages && (slot->flags & KVM_MEM_LOG_DIRTY_PAGES)) {
		u64 mask = kvm_get_dirty_log_protect(kvm, slot);

		ret = uaccess_put_u64(mm, task->stack[1], mask) ? 0 : -EFAULT;
	}
	mutex_unlock(&kvm->slots_lock);
	return ret;
}
