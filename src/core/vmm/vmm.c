/*
 * Makes a VM with one vCPU and one slot of guest memory at IPA_BASE, which the
 * VMM has at USER_BASE. Asks for MTE first; on a kernel that has none the VM
 * goes without.
 */
void vmm_makes_vm(int vm, struct mm_struct *mm, u64 memory_size)
{
	struct kvm *kvm = &kvms[vm];
	struct kvm_enable_cap cap;

	cap.cap = KVM_CAP_ARM_MTE;
	cap.flags = 0;

	kvm_create_vm(kvm, mm);
	kvm_vm_ioctl_enable_cap(kvm, cap);
	kvm_set_memory_region(kvm, 0, 0, IPA_BASE, memory_size, USER_BASE);
	kvm_vm_ioctl_create_vcpu(kvm, 0);
	/* Code of its own calls PSCI. */
	kvm_vcpu_set_target(&vcpus[vm], KVM_ARM_TARGET_GENERIC_V8,
			    CONFIG_GUEST_CODE ? 1U << KVM_ARM_VCPU_PSCI_0_2 : 0);
}

/*
 * The VMM's memory before it has a VM: a page that could become the guest's,
 * and two for the arguments of calls.
 */
void vmm_starts(struct mm_struct *mm)
{
	do_mmap(mm, 0, USER_BASE, 3 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(mm, USER_BASE, 0);
	user_str(mm, USER_BASE + PAGE_SIZE, 0);
	user_str(mm, USER_BASE + 2 * PAGE_SIZE, 0);
}

/*
 * The system calls of a process, as far as they are modelled.
 *
 * Stands for: invoke_syscall, arch/arm64/kernel/syscall.c, v5.10
 */
static s64 invoke_syscall(struct mm_struct *mm, struct mailbox *call)
{
	switch (call->nr) {
	case __NR_ioctl:
		return sys_ioctl(mm, call->args[0], call->args[1], call->args[2]);
	case __NR_openat:
		return do_sys_open(mm, call->args[1]);
	case __NR_ptrace:
		return sys_ptrace(mm, call->args[0], call->args[1], call->args[2], call->args[3]);
	case __NR_prctl:
		return sys_prctl(mm, call->args[0], call->args[1], call->args[2], call->args[3],
				 call->args[4]);
	case __NR_munmap:
		return do_munmap(mm, call->args[0], call->args[1]);
	case __NR_mmap:
		return sys_mmap(mm, call->args[0], call->args[1], call->args[2], call->args[3],
				call->args[5]);
	case __NR_madvise:
		return do_madvise(mm, call->args[0], call->args[1], call->args[2]);
	case __NR_mprotect:
		return do_mprotect(mm, call->args[0], call->args[1], call->args[2]);
	default:
		return -ENOSYS;
	}
}

/* A thread of a process that makes the calls which are put into its mailbox. Never ends. */
void serve_calls(int box, int who)
{
	struct mailbox *call = &mailboxes[box];

	for (;;) {
		wait_until(READ_ONCE(call->pending));
		call->ret = invoke_syscall(&mms[who], call);
		WRITE_ONCE(call->pending, false);
	}
}
