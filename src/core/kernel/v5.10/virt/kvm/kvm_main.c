/*
 * The slot that holds a guest page, or NULL.
 *
 * Stands for: gfn_to_memslot, virt/kvm/kvm_main.c, v5.10
 */
struct kvm_memory_slot *gfn_to_memslot(struct kvm *kvm, gfn_t gfn)
{
	u32 i;

	for (i = 0; i < NR_MEMSLOTS; i++)
		if (gfn >= kvm->memslots[i].base_gfn &&
		    gfn < kvm->memslots[i].base_gfn + kvm->memslots[i].npages)
			return &kvm->memslots[i];
	return NULL;
}

/*
 * Where the VMM has this guest page, or why it may not be reached.
 *
 * Stands for: gfn_to_hva_prot, virt/kvm/kvm_main.c, v5.10
 */
hva_t gfn_to_hva_prot(struct kvm *kvm, gfn_t gfn, bool write)
{
	struct kvm_memory_slot *slot = gfn_to_memslot(kvm, gfn);

	if (!slot)
		return KVM_HVA_ERR_BAD;
	if (write && memslot_is_readonly(slot))
		return KVM_HVA_ERR_RO_BAD;
	return slot->userspace_addr + ((gfn - slot->base_gfn) << PAGE_SHIFT);
}

/*
 * Where there is no struct page to take hold of: what the VMM's page table says,
 * after its driver has filled it in.
 *
 * Stands for: hva_to_pfn_remapped, virt/kvm/kvm_main.c, v5.10
 */
static pte_t hva_to_pfn_remapped(struct mm_struct *mm, hva_t addr, bool write_fault)
{
	struct vm_area_struct *vma;
	pte_t pte = __pte(0);

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (vma && (vma->vm_flags & VM_PFNMAP) &&
	    !(handle_mm_fault(mm, vma, addr, write_fault ? FAULT_FLAG_WRITE : 0) & VM_FAULT_ERROR))
		pte = ptep_get(pte_offset_map(mm, addr));
	mmap_read_unlock(mm);
	return write_fault && !pte_write(pte) ? __pte(0) : pte;
}

/*
 * Looks at the VMM's page table, first without locks for a page that may be
 * written, then with whatever faulting in it takes. A page looked up for
 * reading may be mapped writable if the VMM maps it so.
 *
 * Stands for: hva_to_pfn, virt/kvm/kvm_main.c, v5.10
 */
static struct kvm_pfn hva_to_pfn(struct kvm *kvm, hva_t addr, bool write_fault,
				 bool try_writable)
{
	struct kvm_pfn found;
	pte_t pte = __pte(0);

	found.pfn = KVM_PFN_ERR_FAULT;
	found.writable = true;

	if (write_fault || try_writable)
		pte = get_user_page_fast_only(kvm->mm, addr, true);
	if (pte_none(pte)) {
		pte = get_user_pages_unlocked(kvm->mm, addr, write_fault);
		found.writable = pte_write(pte);
	}
	if (NR_MMIO_FRAMES && pte_none(pte)) {
		pte = hva_to_pfn_remapped(kvm->mm, addr, write_fault);
		found.writable = pte_write(pte);
	}
	if (!pte_none(pte))
		found.pfn = pte_pfn(pte);
	return found;
}

/*
 * The page frame of a guest page, faulted in for the VMM if need be.
 *
 * Stands for: gfn_to_pfn_prot, virt/kvm/kvm_main.c, v5.10
 */
struct kvm_pfn gfn_to_pfn_prot(struct kvm *kvm, gfn_t gfn, bool write_fault,
			       bool try_writable)
{
	hva_t addr = gfn_to_hva_prot(kvm, gfn, write_fault);
	struct kvm_pfn page;

	if (kvm_is_error_hva(addr)) {
		page.pfn = addr == KVM_HVA_ERR_RO_BAD ? KVM_PFN_ERR_RO_FAULT : KVM_PFN_NOSLOT;
		page.writable = false;
		return page;
	}

	/* A page of a read-only slot is not mapped writable, whatever the VMM may do with it. */
	if (memslot_is_readonly(gfn_to_memslot(kvm, gfn)))
		try_writable = false;
	page = hva_to_pfn(kvm, addr, write_fault, try_writable);
	page.writable = page.writable && (write_fault || try_writable);
	return page;
}

/* Stands for: kvm_set_pfn_dirty, virt/kvm/kvm_main.c, v5.10 */
void kvm_set_pfn_dirty(kvm_pfn_t pfn)
{
	if (pfn_valid(pfn))
		set_page_dirty(pfn_to_page(pfn));
}

/* Stands for: kvm_release_pfn_dirty, virt/kvm/kvm_main.c, v5.10 */
void kvm_release_pfn_dirty(kvm_pfn_t pfn)
{
	set_page_dirty(pfn_to_page(pfn));
}

/*
 * The VMM's page table is about to change between start and end: what the
 * guest has of it is unmapped, and nothing is mapped until the end. (v5.10
 * takes mmu_lock even if no slot lies there. likely [M])
 *
 * Stands for: kvm_mmu_notifier_invalidate_range_start, virt/kvm/kvm_main.c, v5.17
 */
void kvm_mmu_notifier_invalidate_range_start(struct kvm *kvm, hva_t start, hva_t end)
{
	u32 i;

	for (i = 0; i < NR_MEMSLOTS; i++) {
		struct kvm_memory_slot *slot = &kvm->memslots[i];
		hva_t from = slot->userspace_addr;
		hva_t to = from + (slot->npages << PAGE_SHIFT);

		from = from > start ? from : start;
		to = to < end ? to : end;
		if (from >= to)
			continue;
		spin_lock(&kvm->mmu_lock);
		kvm->mmu_notifier_count++;
		kvm_unmap_gfn_range(kvm, hva_to_gfn_memslot(from, slot),
				    hva_to_gfn_memslot(to, slot));
		spin_unlock(&kvm->mmu_lock);
	}
}

/*
 * The change is made. Whoever looked a page up before must look again.
 *
 * Stands for: kvm_mmu_notifier_invalidate_range_end, virt/kvm/kvm_main.c, v5.17
 */
void kvm_mmu_notifier_invalidate_range_end(struct kvm *kvm, hva_t start, hva_t end)
{
	u32 i;

	for (i = 0; i < NR_MEMSLOTS; i++) {
		struct kvm_memory_slot *slot = &kvm->memslots[i];
		hva_t from = slot->userspace_addr;
		hva_t to = from + (slot->npages << PAGE_SHIFT);

		if (from >= end || to <= start)
			continue;
		spin_lock(&kvm->mmu_lock);
		kvm->mmu_notifier_seq++;
		smp_wmb();
		kvm->mmu_notifier_count--;
		spin_unlock(&kvm->mmu_lock);
	}
}

/* Stands for: hva_to_gfn_memslot, include/linux/kvm_host.h, v5.10 */
static inline gfn_t hva_to_gfn_memslot(hva_t hva, struct kvm_memory_slot *slot)
{
	return slot->base_gfn + ((hva - slot->userspace_addr) >> PAGE_SHIFT);
}

/* Stands for: kvm_create_vm, virt/kvm/kvm_main.c, v5.10 */
void kvm_create_vm(struct kvm *kvm, struct mm_struct *mm)
{
	kvm->mm = mm;
}

/*
 * The ioctls of /dev/kvm.
 *
 * Stands for: kvm_dev_ioctl, virt/kvm/kvm_main.c, v5.10
 */
s64 kvm_dev_ioctl(struct mm_struct *mm, u32 ioctl, u64 arg)
{
	switch (ioctl) {
	case KVM_GET_API_VERSION:
		if (arg)
			return -EINVAL;
		return KVM_API_VERSION;
	case KVM_CREATE_VM:
		return kvm_dev_ioctl_create_vm(mm, arg);
	case KVM_CHECK_EXTENSION:
		return kvm_vm_ioctl_check_extension(NULL, arg);
	default:
		/* kvm_arch_dev_ioctl() */
		return -EINVAL;
	}
}

/*
 * Takes the argument of KVM_ENABLE_CAP from user memory.
 */
static s64 kvm_vm_ioctl_enable_cap_user(struct kvm *kvm, struct mm_struct *mm, u64 __user *arg)
{
	struct task_struct *task = &tasks[current_thread()];
	struct kvm_enable_cap cap;

	/* struct kvm_enable_cap has 104 bytes. */
	if (uaccess_copy_from_user(mm, &task->stack[0], arg, 104))
		return -EFAULT;
	cap.cap = task->stack[0];
	cap.flags = task->stack[0] >> 32;
	return kvm_vm_ioctl_enable_cap(kvm, cap);
}

/*
 * The ioctls of a VM.
 *
 * Stands for: kvm_vm_ioctl, virt/kvm/kvm_main.c, v5.10
 */
s64 kvm_vm_ioctl(struct kvm *kvm, struct mm_struct *mm, u32 ioctl, u64 arg)
{
	if (kvm->mm != mm)
		return -EIO;

	switch (ioctl) {
	case KVM_CREATE_VCPU:
		return kvm_vm_ioctl_create_vcpu(kvm, arg);
	case KVM_SET_USER_MEMORY_REGION:
		return kvm_vm_ioctl_set_memory_region_user(kvm, mm, arg);
	case KVM_GET_DIRTY_LOG:
		return kvm_vm_ioctl_get_dirty_log(kvm, mm, arg);
	case KVM_ENABLE_CAP:
		return kvm_vm_ioctl_enable_cap_user(kvm, mm, arg);
	case KVM_CHECK_EXTENSION:
		return kvm_vm_ioctl_check_extension(kvm, arg);
	default:
		return kvm_arch_vm_ioctl(kvm, mm, ioctl, arg);
	}
}
