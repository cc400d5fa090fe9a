/*
 * Requests that make a VM and its vCPU, and run it. (In Linux they stand in
 * kvm.h, and what is of arm64 in arch/arm64/include/uapi/asm/kvm.h.)
 */

/* /dev/kvm */
#define KVM_CREATE_VM			0xAE01
/* A VM */
#define KVM_CREATE_VCPU			0xAE41
/* A vCPU */
#define KVM_RUN				0xAE80
#define KVM_GET_ONE_REG			0x4010AEAB
#define KVM_SET_ONE_REG			0x4010AEAC
#define KVM_ARM_VCPU_INIT		0x4020AEAE

/* Why KVM_RUN came back. */
#define KVM_EXIT_MMIO			6
#define KVM_EXIT_INTR			10
#define KVM_EXIT_SYSTEM_EVENT		24

#define KVM_SYSTEM_EVENT_SHUTDOWN	1
#define KVM_SYSTEM_EVENT_RESET		2

/* struct kvm_vcpu_init: a number for the kind of CPU, and bits of these. */
#define KVM_ARM_TARGET_GENERIC_V8	5
#define KVM_ARM_VCPU_EL1_32BIT		1
#define KVM_ARM_VCPU_PSCI_0_2		2
#define KVM_VCPU_MAX_FEATURES		7

/* The number of a system register of 64 bits: arm64, its size, and its kind; then the register. */
#define KVM_REG_ARM64_SYSREG_U64	0x6030000000130000UL
#define KVM_REG_ARM64_SYSREG_ID_MASK	0xffffUL

/* The part of the type of a new VM that says how large its addresses are. */
#define KVM_VM_TYPE_ARM_IPA_SIZE_MASK	0xffUL
