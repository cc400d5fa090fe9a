/*
 * What QEMU 9.2 does for -machine virt,mte=on -accel kvm, as far as it calls
 * KVM: a throw-away VM tells what the host's CPUs have; MTE is enabled once for
 * the VM, with a migration blocker; each CPU is told; the vCPU is made and runs.
 * Then somebody types "migrate".
 *
 * QEMU is built with the number of KVM_CAP_ARM_MTE as it was merged.
 *
 *	page 0	the guest's memory
 *	page 1	the arguments of its calls
 */
#define GUEST_HVA		USER_BASE
#define ARGUMENT_HVA		(USER_BASE + PAGE_SIZE)
#define BUILT_WITH_CAP_ARM_MTE	205

/* -machine virt,mte=on, and -smp. */
#define MACHINE_MTE	1
#define NR_CPUS		2

enum qemu_error {
	NO_ERROR,
	/* "MTE requested, but not supported by KVM" */
	MTE_NOT_SUPPORTED_BY_KVM,
	/* "Failed to enable KVM_CAP_ARM_MTE" */
	FAILED_TO_ENABLE_CAP,
	/* "Live migration disabled due to MTE enabled" */
	MIGRATION_DISABLED,
};

struct ARMCPU {
	bool kvm_mte;
};

struct qemu {
	/* The message with which it exits. */
	u32 exits;
	/* ID_AA64PFR1_EL1 of the host's CPUs, as the throw-away vCPU has it. */
	u64 host_pfr1;
	bool tried_to_enable;
	bool succeeded_to_enable;
	bool migration_blocker;
	struct ARMCPU cpu[NR_CPUS];
	/* What KVM_RUN answers. */
	s64 run;
	/* What "migrate" answers. */
	u32 migrate;
};
struct qemu qemu;

void prologue(void)
{
	struct mm_struct *mm = &mms[0];

	boot();
	do_mmap(mm, 0, GUEST_HVA, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(mm, GUEST_HVA, 0);
	user_str(mm, ARGUMENT_HVA, 0);
	guest_text(1, 0, GUEST_STG, 9, IPA_BASE + 0x60 * MTE_GRANULE_SIZE);
}

/*
 * An ioctl: SVC. The thread waits for the kernel's side of its task, which serves
 * calls.
 */
static s64 qemu_ioctl(u64 fd, u64 request, u64 argument)
{
	struct mailbox *call = &mailboxes[0];

	call->nr = __NR_ioctl;
	call->args[0] = fd;
	call->args[1] = request;
	call->args[2] = argument;
	WRITE_ONCE(call->pending, true);
	wait_until(!READ_ONCE(call->pending));
	return call->ret;
}

/* Four words where its arguments are; the rest is zero. */
static void qemu_lays_out(struct mm_struct *mm, u64 a, u64 b, u64 c, u64 d)
{
	vmm_stores_u64(mm, ARGUMENT_HVA, a);
	vmm_stores_u64(mm, ARGUMENT_HVA + 8, b);
	vmm_stores_u64(mm, ARGUMENT_HVA + 16, c);
	vmm_stores_u64(mm, ARGUMENT_HVA + 24, d);
}

/* Asks the VM for MTE. */
static s64 kvm_vm_enable_mte(struct mm_struct *mm, s64 vm)
{
	qemu_lays_out(mm, BUILT_WITH_CAP_ARM_MTE, 0, 0, 0);
	return qemu_ioctl(vm, KVM_ENABLE_CAP, ARGUMENT_HVA);
}

static bool kvm_arm_mte_supported(void)
{
	return qemu_ioctl(FD_KVM, KVM_CHECK_EXTENSION, BUILT_WITH_CAP_ARM_MTE) > 0;
}

/* Makes a vCPU and says what it is to be. */
static s64 qemu_makes_vcpu(struct mm_struct *mm, s64 vm)
{
	s64 vcpu = qemu_ioctl(vm, KVM_CREATE_VCPU, 0);

	qemu_lays_out(mm, KVM_ARM_TARGET_GENERIC_V8, 0, 0, 0);
	qemu_ioctl(vcpu, KVM_ARM_VCPU_INIT, ARGUMENT_HVA);
	return vcpu;
}

/* A VM that is made to be asked: with MTE if there is any, so that ID_AA64PFR1_EL1 shows it. */
static void kvm_arm_get_host_cpu_features(struct mm_struct *mm)
{
	s64 vm = qemu_ioctl(FD_KVM, KVM_CREATE_VM, 0);
	s64 vcpu;

	if (kvm_arm_mte_supported())
		kvm_vm_enable_mte(mm, vm);
	vcpu = qemu_makes_vcpu(mm, vm);

	qemu_lays_out(mm, 0x603000000013c021UL, ARGUMENT_HVA + 32, 0, 0);
	qemu_ioctl(vcpu, KVM_GET_ONE_REG, ARGUMENT_HVA);
	qemu.host_pfr1 = user_ldr(mm, ARGUMENT_HVA + 33);
}

/* For each CPU; the VM is asked, and the blocker is added, only the first time. */
static void kvm_arm_enable_mte(struct mm_struct *mm, s64 vm, u32 cpu)
{
	if (!qemu.tried_to_enable) {
		qemu.tried_to_enable = true;
		if (kvm_vm_enable_mte(mm, vm) < 0) {
			qemu.exits = FAILED_TO_ENABLE_CAP;
			return;
		}
		qemu.migration_blocker = true;
		qemu.succeeded_to_enable = true;
	}
	if (qemu.succeeded_to_enable)
		qemu.cpu[cpu].kvm_mte = true;
}

/* "migrate": not while anything blocks it. */
static u32 qmp_migrate(void)
{
	return qemu.migration_blocker ? MIGRATION_DISABLED : NO_ERROR;
}

void machvirt_init(int who)
{
	struct mm_struct *mm = &mms[who];
	s64 vm, vcpu;
	u32 cpu;

	kvm_arm_get_host_cpu_features(mm);
	vm = qemu_ioctl(FD_KVM, KVM_CREATE_VM, 0);
	for (cpu = 0; cpu < NR_CPUS && MACHINE_MTE; cpu++) {
		if (!kvm_arm_mte_supported()) {
			qemu.exits = MTE_NOT_SUPPORTED_BY_KVM;
			return;
		}
		kvm_arm_enable_mte(mm, vm, cpu);
		if (qemu.exits)
			return;
	}

	qemu_lays_out(mm, 0, IPA_BASE, PAGE_SIZE, GUEST_HVA);
	qemu_ioctl(vm, KVM_SET_USER_MEMORY_REGION, ARGUMENT_HVA);
	vcpu = qemu_makes_vcpu(mm, vm);
	qemu.run = qemu_ioctl(vcpu, KVM_RUN, 0);
	qemu.migrate = qmp_migrate();
}
