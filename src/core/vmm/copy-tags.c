/*
 * A VMM that makes KVM_ARM_MTE_COPY_TAGS, also on a kernel that does not know
 * it: what a program is built with is not what it runs on.
 */
#define COPY_TAGS_REQUEST	0x8030AEB4
#define TAGS_TO_GUEST		0
#define TAGS_FROM_GUEST		1

/* Stores a number of 64 bits, byte by byte. */
void vmm_stores_u64(struct mm_struct *mm, u64 addr, u64 value)
{
	u32 i;

	for (i = 0; i < 8; i++)
		user_str(mm, addr + i, value >> 8 * i);
}

/* Lays out the argument for one page of the guest: struct kvm_arm_copy_mte_tags. Nobody has written to the rest of it. */
void vmm_prepares_copy_tags(struct mm_struct *mm, u64 at, u64 guest_ipa, u64 buffer, u64 flags)
{
	vmm_stores_u64(mm, at, guest_ipa);
	vmm_stores_u64(mm, at + 8, PAGE_SIZE);
	vmm_stores_u64(mm, at + 16, buffer);
	vmm_stores_u64(mm, at + 24, flags);
}

/* Makes the call for VM 0. */
s64 vmm_copies_tags(struct mm_struct *mm, u64 at)
{
	return sys_ioctl(mm, FD_VM, COPY_TAGS_REQUEST, at);
}
