/*
 * Stands for: kvm_vm_ioctl_check_extension, arch/arm64/kvm/arm.c, v5.14
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
 * tags.
 */
static int kvm_enable_mte(struct kvm *kvm)
{
	int ret = -EINVAL;

	mutex_lock(&kvm->lock);
	if (system_supports_mte() && !kvm->created_vcpus) {
		kvm->mte_enabled = true;
		ret = 0;
	}
	mutex_unlock(&kvm->lock);
	return ret;
}

/*
 * Stands for: kvm_vm_ioctl_enable_cap, arch/arm64/kvm/arm.c, v5.14
 */
int kvm_vm_ioctl_enable_cap(struct kvm *kvm, struct kvm_enable_cap cap)
{
	if (cap.flags)
		return -EINVAL;

	switch (cap.cap) {
	case KVM_CAP_ARM_MTE:
		return kvm_enable_mte(kvm);
	default:
		return -EINVAL;
	}
}

/* The argument of KVM_ARM_MTE_COPY_TAGS, once copied: a local of kvm_arch_vm_ioctl() in Linux. */
struct kvm_arm_copy_mte_tags mte_copy_tags[NR_TASKS];

/*
 * Stands for: kvm_arch_vm_ioctl, arch/arm64/kvm/arm.c, v5.14
 */
s64 kvm_arch_vm_ioctl(struct kvm *kvm, struct mm_struct *mm, u32 ioctl, u64 __user *arg)
{
	struct kvm_arm_copy_mte_tags *copy_tags = &mte_copy_tags[current_thread()];

	switch (ioctl) {
	case KVM_ARM_MTE_COPY_TAGS:
		if (uaccess_copy_from_user(mm, &copy_tags->guest_ipa, arg, 48))
			return -EFAULT;
		return kvm_vm_ioctl_mte_copy_tags(kvm, mm, copy_tags);
	default:
		return -EINVAL;
	}
}
