/*
 * In Linux this stands in kvm_main.c. A VM of the model has one vCPU at most.
 */

/*
 * The file of a new VM. Its type says how large guest addresses are: 0 stands
 * for 40 bits. (A VM of the model has fewer, and 0 is all it takes.)
 *
 * Stands for: kvm_dev_ioctl_create_vm, virt/kvm/kvm_main.c, v5.10
 */
s64 kvm_dev_ioctl_create_vm(struct mm_struct *mm, u64 type)
{
	u32 i;

	if (type & ~KVM_VM_TYPE_ARM_IPA_SIZE_MASK)
		return -EINVAL;
	/* kvm_arm_setup_stage2(): 32 bits at least, and no more than the CPUs have. */
	if (type && (type < 32 || type > 48))
		return -EINVAL;

	for (i = 0; i < NR_KVMS; i++) {
		if (kvms[i].mm)
			continue;
		kvm_create_vm(&kvms[i], mm);
		return FD_VM + i;
	}
	/* The model has no more. */
	return -ENOMEM;
}

/*
 * The file of a new vCPU. From now on it is too late to ask for MTE.
 *
 * Stands for: kvm_vm_ioctl_create_vcpu, virt/kvm/kvm_main.c, v5.10
 */
s64 kvm_vm_ioctl_create_vcpu(struct kvm *kvm, u64 id)
{
	struct kvm_vcpu *vcpu = &vcpus[kvm - kvms];

	/* KVM_MAX_VCPU_ID: so many the interrupt controller can tell apart. (likely [M]) */
	if (id >= 512)
		return -EINVAL;

	mutex_lock(&kvm->lock);
	if (kvm->created_vcpus == 1) {
		/* As many as the VM can have. */
		mutex_unlock(&kvm->lock);
		return -EINVAL;
	}
	kvm->created_vcpus++;
	mutex_unlock(&kvm->lock);

	vcpu->kvm = kvm;
	return FD_VCPU + (kvm - kvms);
}

/*
 * Takes the argument of KVM_ARM_VCPU_INIT from user memory.
 *
 * Stands for: kvm_arch_vcpu_ioctl, arch/arm64/kvm/arm.c, v5.10
 */
static s64 kvm_vcpu_init_user(struct kvm_vcpu *vcpu, struct mm_struct *mm, u64 __user *arg)
{
	struct task_struct *task = &tasks[current_thread()];

	/* struct kvm_vcpu_init has 32 bytes: the target, and seven words of feature bits. */
	if (uaccess_copy_from_user(mm, &task->stack[0], arg, 32))
		return -EFAULT;
	if (task->stack[1] || task->stack[2] || task->stack[3])
		return -ENOENT;
	return kvm_vcpu_set_target(vcpu, task->stack[0], task->stack[0] >> 32);
}

/*
 * The ioctls of a vCPU.
 *
 * Stands for: kvm_vcpu_ioctl, virt/kvm/kvm_main.c, v5.10
 */
s64 kvm_vcpu_ioctl(struct kvm_vcpu *vcpu, struct mm_struct *mm, u32 ioctl, u64 arg)
{
	if (vcpu->kvm->mm != mm)
		return -EIO;

	switch (ioctl) {
	case KVM_RUN:
		if (arg)
			return -EINVAL;
		return kvm_arch_vcpu_ioctl_run(vcpu);
	case KVM_ARM_VCPU_INIT:
		return kvm_vcpu_init_user(vcpu, mm, arg);
	case KVM_GET_ONE_REG:
	case KVM_SET_ONE_REG:
		return kvm_one_reg(vcpu, mm, ioctl, arg);
	default:
		return -EINVAL;
	}
}
