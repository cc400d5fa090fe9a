/*
 * Tells the VMs whose guest memory lies in this address space that its page
 * table is about to change. In Linux any subscriber is told; here KVM is the
 * only one there is.
 *
 * Stands for: mmu_notifier_invalidate_range_start, include/linux/mmu_notifier.h, v5.10
 */
static inline void mmu_notifier_invalidate_range_start(struct mm_struct *mm,
						       unsigned long start,
						       unsigned long end)
{
	u32 i;

	for (i = 0; i < NR_KVMS; i++)
		if (kvms[i].mm == mm)
			kvm_mmu_notifier_invalidate_range_start(&kvms[i], start, end);
}

/* Stands for: mmu_notifier_invalidate_range_end, include/linux/mmu_notifier.h, v5.10 */
static inline void mmu_notifier_invalidate_range_end(struct mm_struct *mm,
						     unsigned long start,
						     unsigned long end)
{
	u32 i;

	for (i = 0; i < NR_KVMS; i++)
		if (kvms[i].mm == mm)
			kvm_mmu_notifier_invalidate_range_end(&kvms[i], start, end);
}
