/* /dev/kvm */
#define KVM_GET_API_VERSION	0xAE00
#define KVM_CHECK_EXTENSION	0xAE03
/* A VM */
#define KVM_ENABLE_CAP		0x4068AEA3
/* Says "read" in its number, though the kernel only reads the argument. */
#define KVM_ARM_MTE_COPY_TAGS	0x8030AEB4

#define KVM_API_VERSION		12

#define KVM_CAP_USER_MEMORY	3
#define KVM_CAP_READONLY_MEM	81
/* The number of v9; that of v11 was not found. (likely [M]) */
#define KVM_CAP_ARM_MTE		195

#define KVM_MEM_LOG_DIRTY_PAGES	0x1
#define KVM_MEM_READONLY	0x2

/* The fields of KVM_ENABLE_CAP's argument that are looked at; it has 104 bytes. */
struct kvm_enable_cap {
	u32 cap;
	u32 flags;
};
