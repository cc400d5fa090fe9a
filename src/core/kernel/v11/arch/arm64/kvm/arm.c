/*
 * The text is that of v12; v11's is likely the same.
 *
 * Stands for: kvm_vm_ioctl_check_extension, arch/arm64/kvm/arm.c, <20210517123239.8025-7-steven.price@arm.com>
 */
int kvm_vm_ioctl_check_extension(struct kvm *kvm, u64 ext)
{
	switch (ext) {
	case KVM_CAP_USER_MEMORY:
	case KVM_CAP_READONLY_MEM:
		return 1;
	case KVM_CAP_ARM_MTE:
		return system_supports_mte();
	default:
		return 0;
	}
}

/*
 * Before the first vCPU only: it would already have been told that it has no
 * tags. (The text is that of v12; v11's is likely the same.)
 *
 * Stands for: kvm_vm_ioctl_enable_cap, arch/arm64/kvm/arm.c, <20210517123239.8025-7-steven.price@arm.com>
 */
int kvm_vm_ioctl_enable_cap(struct kvm *kvm, struct kvm_enable_cap cap)
{
	if (cap.flags)
		return -EINVAL;

	switch (cap.cap) {
	case KVM_CAP_ARM_MTE:
		if (!system_supports_mte() || kvm->created_vcpus)
			return -EINVAL;
		kvm->mte_enabled = true;
		return 0;
	default:
		return -EINVAL;
	}
}

/*
 * Moves the tags of one guest page; true if all of them moved. Whether they
 * are valid is not asked, and that they now are is not noted.
 */
static bool mte_copy_page(struct mm_struct *mm, struct page *page, void __user *tags, bool write)
{
	tags_t *maddr = page_address(page);
	unsigned long num_tags;

	if (!write) {
		num_tags = mte_copy_tags_to_user(mm, tags, maddr, 0, MTE_GRANULES_PER_PAGE);
	} else {
		num_tags = mte_copy_tags_from_user(mm, maddr, 0, tags, MTE_GRANULES_PER_PAGE);
		kvm_release_pfn_dirty(page_to_pfn(page));
	}
	return num_tags == MTE_GRANULES_PER_PAGE;
}

/*
 * Copies tags page by page. All or an error: how far it came is not told.
 *
 * Stands for: kvm_vm_ioctl_mte_copy_tags, arch/arm64/kvm/arm.c, <20210416154309.22129-6-steven.price@arm.com>
 */
static int kvm_vm_ioctl_mte_copy_tags(struct kvm *kvm, struct mm_struct *mm,
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

	if (copy_tags->reserved[0] || copy_tags->reserved[1])
		return -EINVAL;

	if (flags & ~KVM_ARM_TAGS_FROM_GUEST)
		return -EINVAL;

	if (length & ~PAGE_MASK)
		return -EINVAL;

	if (guest_ipa & ~PAGE_MASK)
		return -EINVAL;

	mutex_lock(&kvm->slots_lock);
	while (remaining > 0) {
		struct kvm_pfn page = gfn_to_pfn_prot(kvm, gfn, write, false);

		if (is_error_noslot_pfn(page.pfn)) {
			ret = -EFAULT;
			break;
		}
		if (!mte_copy_page(mm, pfn_to_page(page.pfn), tags, write)) {
			ret = -EFAULT;
			break;
		}
		gfn++;
		tags += MTE_GRANULES_PER_PAGE;
		remaining -= PAGE_SIZE;
	}
	mutex_unlock(&kvm->slots_lock);
	return ret;
}

/* The argument of KVM_ARM_MTE_COPY_TAGS, once copied: a local of kvm_arch_vm_ioctl() in Linux. */
struct kvm_arm_copy_mte_tags mte_copy_tags[NR_TASKS];

/*
 * Here the VM is asked for MTE before the argument is copied. (Likely so in v12
 * too.)
 *
 * Stands for: kvm_arch_vm_ioctl, arch/arm64/kvm/arm.c, <20210416154309.22129-6-steven.price@arm.com>
 */
s64 kvm_arch_vm_ioctl(struct kvm *kvm, struct mm_struct *mm, u32 ioctl, u64 __user *arg)
{
	struct kvm_arm_copy_mte_tags *copy_tags = &mte_copy_tags[current_thread()];

	switch (ioctl) {
	case KVM_ARM_MTE_COPY_TAGS:
		if (!kvm_has_mte(kvm))
			return -EINVAL;
		if (uaccess_copy_from_user(mm, &copy_tags->guest_ipa, arg, 48))
			return -EFAULT;
		return kvm_vm_ioctl_mte_copy_tags(kvm, mm, copy_tags);
	default:
		return -EINVAL;
	}
}
