/*
 * Stands for: kvm_vm_ioctl_check_extension, arch/arm64/kvm/arm.c, <20201026155727.36685-3-steven.price@arm.com>
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
 *
 * Stands for: kvm_vm_ioctl_enable_cap, arch/arm64/kvm/arm.c, <20201026155727.36685-3-steven.price@arm.com>
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
 * A request that KVM's common part does not know. COPY_TAGS is not thought of
 * yet: a VMM that wants the guest's tags maps the memory with PROT_MTE.
 * (likely [M])
 *
 * Stands for: kvm_arch_vm_ioctl, arch/arm64/kvm/arm.c, v5.10
 */
s64 kvm_arch_vm_ioctl(struct kvm *kvm, struct mm_struct *mm, u32 ioctl, u64 __user *arg)
{
	return -EINVAL;
}
