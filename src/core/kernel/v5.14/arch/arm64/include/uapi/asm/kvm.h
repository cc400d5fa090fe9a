/* Argument of KVM_ARM_MTE_COPY_TAGS, 48 bytes. The buffer at addr holds one tag a byte. */
struct kvm_arm_copy_mte_tags {
	u64 guest_ipa;
	u64 length;
	void __user *addr;
	u64 flags;
	u64 reserved[2];
};

#define KVM_ARM_TAGS_TO_GUEST	0
#define KVM_ARM_TAGS_FROM_GUEST	1
