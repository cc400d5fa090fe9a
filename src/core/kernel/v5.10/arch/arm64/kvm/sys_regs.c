/* No register of a context. */
#define NOT_IN_CONTEXT	NR_SYS_REGS

/*
 * Where the context has a register of MTE, or NOT_IN_CONTEXT.
 *
 * Stands for: find_reg, arch/arm64/kvm/sys_regs.c, v5.10
 */
static u32 find_reg(u32 reg)
{
	switch (reg) {
	case SYS_RGSR_EL1:
		return RGSR_EL1;
	case SYS_GCR_EL1:
		return GCR_EL1;
	case SYS_TFSR_EL1:
		return TFSR_EL1;
	case SYS_TFSRE0_EL1:
		return TFSRE0_EL1;
	default:
		return NOT_IN_CONTEXT;
	}
}

/* The registers that say what a CPU has, op0 3, op1 0, CRn 0: those of group 3 trap. */
static bool is_id_reg(u32 reg)
{
	return (reg & ~0x3fU) == 0xc000;
}

/*
 * The guest used a system register that traps: an ID register, or one of MTE
 * while HCR_EL2.ATA is clear. 1: the guest goes on. (Of ID registers only
 * ID_AA64PFR1_EL1 differs from what the CPU has.)
 *
 * Stands for: kvm_handle_sys_reg, arch/arm64/kvm/sys_regs.c, v5.10
 */
static int kvm_handle_sys_reg(struct kvm_vcpu *vcpu)
{
	u32 reg = vcpu->fault.reg;

	if (reg == SYS_ID_AA64PFR1_EL1) {
		guest_gets(vcpu, vcpu->ctxt.pc, read_id_aa64pfr1_el1(vcpu));
		kvm_incr_pc(vcpu);
		return 1;
	}
	if (CONFIG_GUEST_CODE && is_id_reg(reg)) {
		guest_gets(vcpu, vcpu->ctxt.pc, guest_code[vcpu - vcpus].out[2]);
		kvm_incr_pc(vcpu);
		return 1;
	}

	/* undef_access() */
	kvm_inject_undefined(vcpu);
	return 1;
}

/* Stands for: kvm_arm_sys_reg_get_reg, arch/arm64/kvm/sys_regs.c, v5.10 */
static s64 kvm_arm_sys_reg_get_reg(struct kvm_vcpu *vcpu, struct mm_struct *mm, u64 id, u64 __user *addr)
{
	u32 reg = id & KVM_REG_ARM64_SYSREG_ID_MASK;
	u32 at = find_reg(reg);
	u64 value;

	if (reg == SYS_ID_AA64PFR1_EL1)
		value = read_id_aa64pfr1_el1(vcpu);
	else if (at != NOT_IN_CONTEXT && mte_visible(vcpu))
		value = vcpu->ctxt.sys_regs[at];
	else
		return -ENOENT;
	return uaccess_put_u64(mm, addr, value) ? 0 : -EFAULT;
}

/*
 * An ID register can be set to what it is, and to nothing else: so a VMM that
 * restores all registers finds out that the other host was another.
 *
 * Stands for: kvm_arm_sys_reg_set_reg, arch/arm64/kvm/sys_regs.c, v5.10
 */
static s64 kvm_arm_sys_reg_set_reg(struct kvm_vcpu *vcpu, struct mm_struct *mm, u64 id, u64 __user *addr)
{
	struct task_struct *task = &tasks[current_thread()];
	u32 reg = id & KVM_REG_ARM64_SYSREG_ID_MASK;
	u32 at = find_reg(reg);

	if (reg != SYS_ID_AA64PFR1_EL1 && (at == NOT_IN_CONTEXT || !mte_visible(vcpu)))
		return -ENOENT;
	if (uaccess_copy_from_user(mm, &task->stack[0], addr, 8))
		return -EFAULT;
	if (reg == SYS_ID_AA64PFR1_EL1)
		return task->stack[0] == read_id_aa64pfr1_el1(vcpu) ? 0 : -EINVAL;

	vcpu->ctxt.sys_regs[at] = task->stack[0];
	ghost vcpu->guest_left[at] = vcpu->ctxt.sys_regs[at];
	return 0;
}

/*
 * Takes the argument of KVM_GET_ONE_REG or KVM_SET_ONE_REG from user memory:
 * the register's number, and where its value is or goes. Only system registers
 * of 64 bits are modelled; other numbers are not known (-EINVAL for what no
 * arm64 KVM knows, in Linux. likely [M]).
 *
 * Stands for: kvm_arch_vcpu_ioctl, arch/arm64/kvm/arm.c, v5.10
 */
static s64 kvm_one_reg(struct kvm_vcpu *vcpu, struct mm_struct *mm, u32 ioctl, u64 __user *arg)
{
	struct task_struct *task = &tasks[current_thread()];
	u64 id;

	if (!vcpu->initialized)
		return -ENOEXEC;
	/* struct kvm_one_reg has 16 bytes. */
	if (uaccess_copy_from_user(mm, &task->stack[0], arg, 16))
		return -EFAULT;

	id = task->stack[0];
	if ((id & ~KVM_REG_ARM64_SYSREG_ID_MASK) != KVM_REG_ARM64_SYSREG_U64)
		return -ENOENT;
	if (ioctl == KVM_GET_ONE_REG)
		return kvm_arm_sys_reg_get_reg(vcpu, mm, id, task->stack[1]);
	return kvm_arm_sys_reg_set_reg(vcpu, mm, id, task->stack[1]);
}
