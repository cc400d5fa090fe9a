/* Whether the VMM has opened /dev/kvm: file FD_KVM. (One process of the model does.) */
bool dev_kvm_open;

/* "/dev/kvm" and the zero behind it, as words of memory. */
#define DEV_KVM_PATH	0x6d766b2f7665642fUL

/*
 * Opens /dev/kvm, which is all there is in this file system.
 *
 * Stands for: do_sys_openat2, fs/open.c, v5.10
 */
s64 do_sys_open(struct mm_struct *mm, u64 __user *path)
{
	struct task_struct *task = &tasks[current_thread()];

	/* getname(): here as many bytes as this path has. */
	if (uaccess_copy_from_user(mm, &task->stack[0], path, 16))
		return -EFAULT;
	if (task->stack[0] != DEV_KVM_PATH || (task->stack[1] & 0xff))
		return -ENOENT;
	dev_kvm_open = true;
	return FD_KVM;
}
