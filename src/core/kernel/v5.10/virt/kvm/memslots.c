/*
 * In Linux this stands in kvm_main.c. (There the slots of a VM are replaced all
 * at once, under SRCU, so that who looks one up sees the old ones or the new;
 * here a slot is changed in place.)
 */

/* What is done to a slot. */
enum kvm_mr_change {
	KVM_MR_CREATE,
	KVM_MR_DELETE,
	KVM_MR_MOVE,
	KVM_MR_FLAGS_ONLY,
};

/*
 * What is wrong with a region by itself, whatever slots there are. (likely [M])
 *
 * Stands for: __kvm_set_memory_region, virt/kvm/kvm_main.c, v5.10
 */
static int check_memory_region(u32 id, u32 flags, gpa_t guest_phys_addr, u64 memory_size,
			       hva_t userspace_addr)
{
	if (flags & ~(KVM_MEM_LOG_DIRTY_PAGES | KVM_MEM_READONLY))
		return -EINVAL;

	if (memory_size & ~PAGE_MASK)
		return -EINVAL;

	if (guest_phys_addr & ~PAGE_MASK)
		return -EINVAL;

	/* User memory, by an address without a tag. */
	if ((userspace_addr & ~PAGE_MASK) || userspace_addr != untagged_addr(userspace_addr))
		return -EINVAL;
	if (!access_ok(userspace_addr, memory_size))
		return -EINVAL;

	/* The upper half would name another address space: arm64 has one. */
	if (id >= NR_MEMSLOTS)
		return -EINVAL;

	if (guest_phys_addr + memory_size < guest_phys_addr)
		return -EINVAL;

	return 0;
}

/* Whether guest memory would lie in two slots. */
static bool memslots_overlap(struct kvm *kvm, u32 id, gfn_t base_gfn, unsigned long npages)
{
	u32 i;

	for (i = 0; i < NR_MEMSLOTS; i++) {
		struct kvm_memory_slot *slot = &kvm->memslots[i];

		if (i != id && slot->npages &&
		    base_gfn < slot->base_gfn + slot->npages && slot->base_gfn < base_gfn + npages)
			return true;
	}
	return false;
}

/*
 * What the guest has of a slot that goes or moves is unmapped first.
 *
 * Stands for: kvm_arch_flush_shadow_memslot, arch/arm64/kvm/mmu.c, v5.10
 */
static void kvm_arch_flush_shadow_memslot(struct kvm *kvm, struct kvm_memory_slot *slot)
{
	spin_lock(&kvm->mmu_lock);
	kvm_unmap_gfn_range(kvm, slot->base_gfn, slot->base_gfn + slot->npages);
	spin_unlock(&kvm->mmu_lock);
}

/* Makes a slot what it is to be, if the architecture has nothing against it. */
static int kvm_set_memslot(struct kvm *kvm, u32 id, struct kvm_memory_slot new, u32 change)
{
	struct kvm_memory_slot *slot = &kvm->memslots[id];
	int ret;

	if (change == KVM_MR_DELETE || change == KVM_MR_MOVE)
		kvm_arch_flush_shadow_memslot(kvm, slot);
	ret = kvm_arch_prepare_memory_region(kvm, new, change);
	if (ret)
		return ret;
	slot->dirty_bitmap = 0;
	slot->base_gfn = new.base_gfn;
	slot->npages = new.npages;
	slot->userspace_addr = new.userspace_addr;
	slot->flags = new.flags;
	kvm_arch_commit_memory_region(kvm, slot);
	return 0;
}

/*
 * Creates a slot, deletes it (size 0), moves it, or changes its flags. Its size,
 * where the VMM has it, and whether it is read-only stay what they are. (likely [M])
 *
 * Stands for: __kvm_set_memory_region, virt/kvm/kvm_main.c, v5.10
 */
static int __kvm_set_memory_region(struct kvm *kvm, u32 id, u32 flags, gpa_t guest_phys_addr,
				   u64 memory_size, hva_t userspace_addr)
{
	struct kvm_memory_slot *old = &kvm->memslots[id];
	struct kvm_memory_slot new;
	u32 change = KVM_MR_CREATE;

	new.base_gfn = gpa_to_gfn(guest_phys_addr);
	new.npages = memory_size >> PAGE_SHIFT;
	new.userspace_addr = userspace_addr;
	new.flags = flags;

	if (!new.npages) {
		if (!old->npages)
			return -EINVAL;
		return kvm_set_memslot(kvm, id, new, KVM_MR_DELETE);
	}

	if (old->npages) {
		if (new.userspace_addr != old->userspace_addr || new.npages != old->npages ||
		    ((new.flags ^ old->flags) & KVM_MEM_READONLY))
			return -EINVAL;
		if (new.base_gfn == old->base_gfn && new.flags == old->flags)
			return 0;
		change = new.base_gfn != old->base_gfn ? KVM_MR_MOVE : KVM_MR_FLAGS_ONLY;
	}

	if (change != KVM_MR_FLAGS_ONLY && memslots_overlap(kvm, id, new.base_gfn, new.npages))
		return -EEXIST;
	return kvm_set_memslot(kvm, id, new, change);
}

/* Stands for: kvm_set_memory_region, virt/kvm/kvm_main.c, v5.10 */
int kvm_set_memory_region(struct kvm *kvm, u32 id, u32 flags, gpa_t guest_phys_addr,
			  u64 memory_size, hva_t userspace_addr)
{
	int ret = check_memory_region(id, flags, guest_phys_addr, memory_size, userspace_addr);

	if (ret)
		return ret;

	mutex_lock(&kvm->slots_lock);
	ret = __kvm_set_memory_region(kvm, id, flags, guest_phys_addr, memory_size, userspace_addr);
	mutex_unlock(&kvm->slots_lock);
	return ret;
}

/*
 * Takes the argument of KVM_SET_USER_MEMORY_REGION from user memory.
 *
 * Stands for: kvm_vm_ioctl_set_memory_region, virt/kvm/kvm_main.c, v5.10
 */
static s64 kvm_vm_ioctl_set_memory_region_user(struct kvm *kvm, struct mm_struct *mm, u64 __user *arg)
{
	struct task_struct *task = &tasks[current_thread()];

	/* struct kvm_userspace_memory_region has 32 bytes: slot and flags make one word. */
	if (uaccess_copy_from_user(mm, &task->stack[0], arg, 32))
		return -EFAULT;
	return kvm_set_memory_region(kvm, task->stack[0], task->stack[0] >> 32, task->stack[1],
				     task->stack[2], task->stack[3]);
}
