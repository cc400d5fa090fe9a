/* The files that the process has open: /dev/kvm, and one VM after the other. */
#define FD_KVM	3
#define FD_VM	4

/*
 * Stands for: sys_ioctl, fs/ioctl.c, v5.10
 */
s64 sys_ioctl(struct mm_struct *mm, u32 fd, u32 cmd, u64 arg)
{
	if (fd == FD_KVM)
		return kvm_dev_ioctl(cmd, arg);
	if (fd >= FD_VM && fd < FD_VM + NR_KVMS)
		return kvm_vm_ioctl(&kvms[fd - FD_VM], mm, cmd, arg);
	return -EBADF;
}
