/* A stretch of guest memory; npages 0: an unused slot. */
struct kvm_memory_slot {
	gfn_t base_gfn;
	unsigned long npages;
	hva_t userspace_addr;
	u32 flags;
	/* While the slot is logged: a bit for each page that was written. (Linux has as many words as it takes.) */
	u64 dirty_bitmap;
};

struct kvm {
	/* kvm->arch.mte_enabled: the guest may use tags. */
	bool mte_enabled;
	/* A read/write lock since v5.18 [M]; with one vCPU that makes no difference. */
	spinlock_t mmu_lock;
	struct mutex slots_lock;
	struct mutex lock;
	/* The VMM's address space. */
	struct mm_struct *mm;
	u32 created_vcpus;
	/*
	 * How often the VMM's page table changed under the guest, and how many
	 * such changes are under way. Named mmu_invalidate_* since v6.0.
	 */
	unsigned long mmu_notifier_seq;
	long mmu_notifier_count;
	struct kvm_memory_slot memslots[NR_MEMSLOTS];
	pte_t s2[NR_S2_PTES];
};

/* A page frame number, or why there is none; and whether it may be mapped writable. */
struct kvm_pfn {
	kvm_pfn_t pfn;
	bool writable;
};

#define KVM_PFN_ERR_MASK	(0x7ffUL << 52)
#define KVM_PFN_ERR_FAULT	KVM_PFN_ERR_MASK
#define KVM_PFN_ERR_RO_FAULT	(KVM_PFN_ERR_MASK + 2)
#define KVM_PFN_NOSLOT		(1UL << 63)

/* Kernel addresses stand for errors, as user memory cannot be there. */
#define PAGE_OFFSET		0xffff000000000000UL
#define KVM_HVA_ERR_BAD		PAGE_OFFSET
#define KVM_HVA_ERR_RO_BAD	(PAGE_OFFSET + PAGE_SIZE)

/* Stands for: is_error_noslot_pfn, include/linux/kvm_host.h, v5.10 */
static inline bool is_error_noslot_pfn(kvm_pfn_t pfn)
{
	return (pfn & (KVM_PFN_ERR_MASK | KVM_PFN_NOSLOT)) != 0;
}

/* Stands for: kvm_is_error_hva, include/linux/kvm_host.h, v5.10 */
static inline bool kvm_is_error_hva(hva_t addr)
{
	return addr >= PAGE_OFFSET;
}

/* Stands for: gpa_to_gfn, include/linux/kvm_host.h, v5.10 */
static inline gfn_t gpa_to_gfn(gpa_t gpa)
{
	return gpa >> PAGE_SHIFT;
}

/* Stands for: memslot_is_readonly, virt/kvm/kvm_main.c, v5.10 */
static inline bool memslot_is_readonly(struct kvm_memory_slot *slot)
{
	return (slot->flags & KVM_MEM_READONLY) != 0;
}

/*
 * Whether the VMM's page table changed since `seq` was read, or is changing:
 * then a page looked up in the meantime may not be mapped. Any change counts,
 * whatever its range. Called with mmu_lock held.
 *
 * Stands for: mmu_notifier_retry, include/linux/kvm_host.h, v5.17
 */
static inline bool mmu_notifier_retry(struct kvm *kvm, unsigned long seq)
{
	if (kvm->mmu_notifier_count)
		return true;
	smp_rmb();
	return kvm->mmu_notifier_seq != seq;
}
