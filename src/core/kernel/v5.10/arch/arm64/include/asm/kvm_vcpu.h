/*
 * The vCPU. (In Linux struct kvm_vcpu stands in include/linux/kvm_host.h, the
 * rest in arch/arm64/include/asm/kvm_host.h.)
 */

/* The registers that make up a context, by their place in it. (enum vcpu_sysreg) */
enum vcpu_sysreg {
	RGSR_EL1,
	GCR_EL1,
	TFSR_EL1,
	TFSRE0_EL1,
	NR_SYS_REGS,
};

struct kvm_cpu_context {
	/* The guest's next instruction: index into its program. */
	u64 pc;
	u64 pstate;
	u64 elr_el1;
	u64 spsr_el1;
	/* ESR_EL1.EC: why the guest took an exception. */
	u64 esr_el1;
	u64 sys_regs[NR_SYS_REGS];
};

/* Why the guest was left, as ESR_EL2, FAR_EL2 and HPFAR_EL2 tell. */
struct kvm_vcpu_fault_info {
	/* Of a system register access: which. */
	u32 reg;
	/* Of an abort: where, and what more ESR_EL2 says of it. */
	u64 addr;
	u32 esr_el2;
};

/* In struct kvm_run: the access to a device that the VMM is to emulate. */
struct kvm_mmio {
	u64 phys_addr;
	u64 data;
	u32 len;
	bool is_write;
};

struct kvm_vcpu {
	/* NULL: not created. */
	struct kvm *kvm;
	/* KVM_ARM_VCPU_INIT has been called. */
	bool initialized;
	u32 features;
	u64 hcr_el2;
	struct kvm_cpu_context ctxt;
	struct kvm_vcpu_fault_info fault;
	/* In the page that the VMM maps: struct kvm_run. */
	u32 exit_reason;
	struct kvm_mmio mmio;
	u32 system_event;
	/* The guest's access is done once the VMM has emulated it, with the next KVM_RUN. */
	bool mmio_needed;
	/* What the guest left in its registers. */
	ghost u64 guest_left[NR_SYS_REGS];
};

/* One vCPU for each VM, with the VM's number. */
struct kvm_vcpu vcpus[NR_KVMS];

/* What the host had in its registers, while a guest runs on that CPU. */
struct kvm_host_data {
	struct kvm_cpu_context host_ctxt;
};
struct kvm_host_data kvm_host_data[NR_TASKS];

/* Stands for: vcpu_has_feature, arch/arm64/include/asm/kvm_host.h, v5.10 */
static inline bool vcpu_has_feature(struct kvm_vcpu *vcpu, u32 feature)
{
	return (vcpu->features >> feature) & 1;
}
