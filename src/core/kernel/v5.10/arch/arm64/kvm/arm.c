/*
 * This release does not know KVM_CAP_ARM_MTE.
 *
 * Stands for: kvm_vm_ioctl_check_extension, arch/arm64/kvm/arm.c, v5.10
 */
int kvm_vm_ioctl_check_extension(struct kvm *kvm, u64 ext)
{
	switch (ext) {
	case KVM_CAP_USER_MEMORY:
	case KVM_CAP_READONLY_MEM:
		return 1;
	default:
		return 0;
	}
}

/*
 * No capability that is modelled can be enabled here. (likely [M])
 *
 * Stands for: kvm_vm_ioctl_enable_cap, arch/arm64/kvm/arm.c, v5.10
 */
int kvm_vm_ioctl_enable_cap(struct kvm *kvm, struct kvm_enable_cap cap)
{
	if (cap.flags)
		return -EINVAL;

	switch (cap.cap) {
	default:
		return -EINVAL;
	}
}

/*
 * A request that KVM's common part does not know. (likely [M])
 *
 * Stands for: kvm_arch_vm_ioctl, arch/arm64/kvm/arm.c, v5.10
 */
s64 kvm_arch_vm_ioctl(struct kvm *kvm, struct mm_struct *mm, u32 ioctl, u64 __user *arg)
{
	return -EINVAL;
}
