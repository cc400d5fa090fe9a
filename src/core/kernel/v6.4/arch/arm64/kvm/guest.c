#define INT_MAX		0x7fffffff

/*
 * Tags of one guest page to the VMM; true if all of them moved. A page whose
 * tags are not valid reads as zero, and stays as it is.
 */
static bool mte_copy_page_to_vmm(struct mm_struct *mm, struct page *page, void __user *tags)
{
	unsigned long num_tags;

	if (page_mte_tagged(page)) {
		ghost ghost_trust_flag(page);
		num_tags = mte_copy_tags_to_user(mm, tags, page_address(page), MTE_GRANULES_PER_PAGE);
	} else {
		num_tags = MTE_GRANULES_PER_PAGE - clear_user(mm, tags, MTE_GRANULES_PER_PAGE);
	}
	return num_tags == MTE_GRANULES_PER_PAGE;
}

/*
 * Tags of one guest page from the VMM; true if all of them moved. They are
 * written whether or not the page had valid tags: taking the lock only keeps
 * somebody else from clearing them at the same time. If the buffer ends early
 * the page would be half done, so all its tags become zero.
 */
static bool mte_copy_page_from_vmm(struct mm_struct *mm, struct page *page, void __user *tags)
{
	tags_t *maddr = page_address(page);
	unsigned long num_tags;

	try_page_mte_tagging(page);
	num_tags = mte_copy_tags_from_user(mm, maddr, tags, MTE_GRANULES_PER_PAGE);
	if (num_tags != MTE_GRANULES_PER_PAGE) {
		ghost ghost_give_up(page);
		mte_clear_page_tags(maddr);
		ghost ghost_given_up(page);
	}
	set_page_mte_tagged(page);
	kvm_release_pfn_dirty(page_to_pfn(page));

	return num_tags == MTE_GRANULES_PER_PAGE;
}

/*
 * One page; 0 or -EFAULT. A page that is to be written must be writable for
 * the guest, so a read-only slot will not do.
 */
static int mte_copy_page(struct kvm *kvm, struct mm_struct *mm, gfn_t gfn, void __user *tags, bool write)
{
	struct kvm_pfn found = gfn_to_pfn_prot(kvm, gfn, write, false);
	struct page *page;
	bool copied;

	if (is_error_noslot_pfn(found.pfn))
		return -EFAULT;

	page = pfn_to_online_page(found.pfn);
	if (!page)
		return -EFAULT;

	if (write)
		copied = mte_copy_page_from_vmm(mm, page, tags);
	else
		copied = mte_copy_page_to_vmm(mm, page, tags);
	return copied ? 0 : -EFAULT;
}

/*
 * Copies tags page by page. Once a page is done, the answer is how many bytes
 * of guest memory are done, and why it went no further is not told. vCPUs may
 * run meanwhile; nothing here excludes them.
 *
 * Stands for: kvm_vm_ioctl_mte_copy_tags, arch/arm64/kvm/guest.c, v6.4
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
