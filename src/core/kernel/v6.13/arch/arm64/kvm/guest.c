#define INT_MAX		0x7fffffff

/* Whether any slot logs the pages that are written. (Linux keeps a count, nr_memslots_dirty_logging.) */
static bool kvm_dirty_logging(struct kvm *kvm)
{
	u32 i;

	for (i = 0; i < NR_MEMSLOTS; i++)
		if (kvm->memslots[i].npages && (kvm->memslots[i].flags & KVM_MEM_LOG_DIRTY_PAGES))
			return true;
	return false;
}

/*
 * Copies tags page by page. Once a page is done, the answer is how many bytes
 * of guest memory are done, and why it went no further is not told. vCPUs may
 * run meanwhile; nothing here excludes them.
 *
 * While the VM's memory is logged for migration nothing is copied in: the log
 * would not hear of it.
 *
 * Stands for: kvm_vm_ioctl_mte_copy_tags, arch/arm64/kvm/guest.c, v6.13
 */
int kvm_vm_ioctl_mte_copy_tags(struct kvm *kvm, struct mm_struct *mm,
			       struct kvm_arm_copy_mte_tags *copy_tags)
{
	gpa_t guest_ipa = copy_tags->guest_ipa;
	u64 length = copy_tags->length;
	u64 remaining = length;
	void __user *tags = copy_tags->addr;
	u64 flags = copy_tags->flags;
	bool write = !(flags & KVM_ARM_TAGS_FROM_GUEST);
	gfn_t gfn = gpa_to_gfn(guest_ipa);
	int ret = 0;

	if (!kvm_has_mte(kvm))
		return -EINVAL;

	if (copy_tags->reserved[0] || copy_tags->reserved[1])
		return -EINVAL;

	if (flags & ~KVM_ARM_TAGS_FROM_GUEST)
		return -EINVAL;

	if (length & ~PAGE_MASK)
		return -EINVAL;

	if (guest_ipa & ~PAGE_MASK)
		return -EINVAL;

	/* The answer is an int. */
	if (length > INT_MAX)
		return -EINVAL;

	mutex_lock(&kvm->slots_lock);
	if (write && kvm_dirty_logging(kvm)) {
		mutex_unlock(&kvm->slots_lock);
		return -EBUSY;
	}
	while (remaining > 0) {
		ret = mte_copy_page(kvm, mm, gfn, tags, write);
		if (ret)
			break;
		gfn++;
		tags += MTE_GRANULES_PER_PAGE;
		remaining -= PAGE_SIZE;
	}
	mutex_unlock(&kvm->slots_lock);

	if (remaining != length)
		ret = length - remaining;
	return ret;
}
