/* The files that the process has open: /dev/kvm, then VMs, then the vCPU of each. */
#define FD_KVM	3
#define FD_VM	4
#define FD_VCPU	(FD_VM + NR_KVMS)

/*
 * Stands for: sys_ioctl, fs/ioctl.c, v5.10
 */
s64 sys_ioctl(struct mm_struct *mm, u32 fd, u32 cmd, u64 arg)
{
	if (fd == FD_KVM && dev_kvm_open)
		return kvm_dev_ioctl(mm, cmd, arg);
	if (fd >= FD_VM && fd < FD_VM + NR_KVMS && kvms[fd - FD_VM].mm)
		return kvm_vm_ioctl(&kvms[fd - FD_VM], mm, cmd, arg);
	if (fd >= FD_VCPU && fd < FD_VCPU + NR_KVMS && vcpus[fd - FD_VCPU].kvm)
		return kvm_vcpu_ioctl(&vcpus[fd - FD_VCPU], mm, cmd, arg);
	return -EBADF;
}
